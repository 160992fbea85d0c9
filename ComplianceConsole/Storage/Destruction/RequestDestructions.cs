using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>
/// Destroys the keys of requests about a person whose data was destroyed or depersonalised, once they are closed and their letters are out: who
/// asked, what was written and enclosed can be read by nobody any more; numbers, dates, kinds and decisions stay, which prove what was done. Each
/// step asks what is there and may be taken again: first the keys with their tombstones, then, once every copy of the keyring confirms, the entries
/// in the ledger. Policy 2.1(10), 2.1(11), 9.4.
/// </summary>
public sealed partial class RequestDestructions(
    IDbContextFactory<RecordsContext> contexts,
    StoreFiles files,
    KeyDestruction keys,
    Operation operation,
    ILogger<RequestDestructions> logger)
{
    /// <summary>What the ledger calls it.</summary>
    internal const string Recorded = "request.destroyed";

    private const int MostAtOnce = 100;

    private static readonly Actor s_job = Actor.Job("destruction");

    private readonly HashSet<long> _recorded = [];

    /// <summary>Destroys what is due. What fails now is tried again by the next sweep.</summary>
    /// <returns>How many keys were destroyed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var destroyed = 0;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var part in (await Due(db).ToListAsync(cancellation)).Chunk(MostAtOnce))
        {
            try
            {
                destroyed += await DestroyKeysAsync(part, cancellation);
                await RecordAsync(db, part, cancellation);
            }
            catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException or StoreException or CryptographicException)
            {
                // A copy of the keyring that does not answer is among them: without it nothing is destroyed.
                LogUnfinished(part.Length, error);
            }
        }

        return destroyed;
    }

    /// <summary>The requests whose keys must not be any more.</summary>
    private static IQueryable<DueRequest> Due(RecordsContext db) =>
        db.Requests
            .Where(row => row.Stage == RequestStage.Closed || row.Stage == RequestStage.Refused)
            .Where(row => db.Subjects.Any(subject =>
                subject.Id == row.SubjectId && (subject.State == SubjectState.Destroyed || subject.State == SubjectState.Depersonalised)))
            .Where(row => !db.Notices.Any(notice =>
                notice.RequestId == row.Id && notice.RecipientId == null && (notice.State == NoticeState.Queued || notice.State == NoticeState.Failed)))
            .OrderBy(row => row.Id)
            .Select(row => new DueRequest(row.Id, row.SubjectId!.Value));

    private async Task<int> DestroyKeysAsync(IReadOnlyList<DueRequest> due, CancellationToken cancellation)
    {
        var held = Held(due).ConvertAll(request => (KeyHolder.Request, request.Id));
        return held.Count > 0 && await keys.DestroyAsync((_, _) => Task.FromResult<IReadOnlyList<(KeyHolder Kind, long Id)>>(held), cancellation)
            ? held.Count
            : 0;
    }

    // Of what is not confirmed everywhere nothing is said yet.
    private async Task RecordAsync(RecordsContext db, IReadOnlyList<DueRequest> due, CancellationToken cancellation)
    {
        var unsaid = new List<DueRequest>();
        foreach (var request in due.Where(request => !_recorded.Contains(request.Id)))
        {
            if (await IsRecordedAsync(db, request.Id, cancellation))
            {
                _recorded.Add(request.Id);
            }
            else if (keys.IsConfirmed(KeyHolder.Request, request.Id))
            {
                unsaid.Add(request);
            }
            else
            {
                LogUnconfirmed(request.Id);
            }
        }

        if (unsaid.Count == 0)
        {
            return;
        }

        var recorded = await operation.ChangeAsync<Done>(
            s_job,
            Right.Maintain,
            Recorded,
            (scope, _) =>
            {
                unsaid.ForEach(request => scope.Record(
                    ProcessingAction.Destruction, "2.1(10)", new SubjectId(request.Subject), requestId: request.Id));
                return Task.FromResult<Result<Done>>(default(Done));
            },
            cancellation);
        if (recorded.IsDone)
        {
            _recorded.UnionWith(unsaid.Select(request => request.Id));
        }
    }

    private static async Task<bool> IsRecordedAsync(RecordsContext db, long request, CancellationToken cancellation)
    {
        var entries = await db.LedgerRequests
            .Where(link => link.RequestId == request)
            .Join(db.LedgerEntries, link => link.EntryIndex, entry => entry.Index, (link, entry) => entry.Bytes)
            .ToListAsync(cancellation);
        return entries.Exists(bytes => string.Equals(CanonicalEncoding.Decode(bytes).Operation, Recorded, StringComparison.Ordinal));
    }

    private List<DueRequest> Held(IEnumerable<DueRequest> due)
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var key = new SqliteStatement(connection, "SELECT 1 FROM HolderKeys WHERE Kind = ?1 AND Id = ?2");
        var held = new List<DueRequest>();
        foreach (var request in due)
        {
            if (key.Bind(1, (long)KeyHolder.Request).Bind(2, request.Id).Step())
            {
                held.Add(request);
            }

            key.Reset();
        }

        return held;
    }

    [LoggerMessage(LogLevel.Warning, "The keys of {Count} closed requests about destroyed subjects could not be destroyed; it will be tried again in a minute.")]
    private partial void LogUnfinished(int count, Exception error);

    [LoggerMessage(LogLevel.Warning, "It is not confirmed yet that the key of request {Request} is gone everywhere; it will be asked again in a minute.")]
    private partial void LogUnconfirmed(long request);

    private sealed record DueRequest(long Id, long Subject);
}
