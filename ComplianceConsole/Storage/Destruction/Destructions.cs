using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>
/// Brings a decided destruction to its end: search rows, key, copies of the keyring, records, in this order. Each step asks what is there and may
/// be taken again, so that whoever comes after a crash goes on at the step that is missing. Only the last says "destroyed". Policy 2.1(10).
/// </summary>
public sealed partial class Destructions(
    IDbContextFactory<RecordsContext> contexts,
    RecordsStore store,
    Keyring keyring,
    IEnumerable<ILiveKeyring> copies,
    SearchMaintenance search,
    Operation operation,
    IEnumerable<ISubjectDestroyed> followers,
    IClock clock,
    ILogger<Destructions> logger) : IDisposable
{
    private static readonly Actor s_job = Actor.Job("destruction");

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Goes on with everything that was decided and is not destroyed. What fails now is tried again by the next sweep.</summary>
    /// <returns>How many came to their end.</returns>
    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        var finished = 0;
        foreach (var subject in await WaitingAsync(cancellation))
        {
            finished += await TryFinishAsync(subject, cancellation) is not null ? 1 : 0;
        }

        return finished;
    }

    /// <summary>Goes on with one subject's destruction.</summary>
    /// <returns>When it was destroyed; null while something is in the way, so that the record stands blocked and the next sweep goes on.</returns>
    public async Task<Instant?> TryFinishAsync(SubjectId subject, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await FinishAsync(subject, cancellation);
        }
        catch (Exception error) when (error is SqliteException or IOException or StoreException or CryptographicException or ForeignIndexException)
        {
            LogUnfinished(subject.Number, error);
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Which step a destruction waits at; null where none was decided or it is finished.</summary>
    public async Task<UnfinishedDestruction?> FindUnfinishedAsync(SubjectId subject, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.Destructions.AsNoTracking().SingleOrDefaultAsync(one => one.SubjectId == subject.Number, cancellation);
        return row is not { DestroyedAt: null } ? null : new UnfinishedDestruction(subject, row.DecidedAt, StepOf(subject));
    }

    /// <summary>Takes what the subject was found by out of the search index; the profile still opens.</summary>
    internal Task EraseSearchAsync(SubjectId subject, CancellationToken cancellation) => search.ForgetAsync(subject, cancellation);

    /// <summary>
    /// Takes key and identifiers from the keyring and sets the tombstone, while nobody else writes the records: whoever opened the record before
    /// has committed by then.
    /// </summary>
    internal async Task DestroyKeyAsync(SubjectId subject, CancellationToken cancellation)
    {
        await store.Gate.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await using var writeLock = await db.Database.BeginTransactionAsync(cancellation);
            using var change = keyring.BeginChange();
            change.Destroy(KeyHolder.Subject, subject.Number, clock.GetCurrentInstant());
            change.Commit();
        }
        finally
        {
            store.Gate.Release();
        }
    }

    /// <summary>Whether every live copy of the keyring has nothing left of the key, its log included.</summary>
    internal bool IsConfirmed(SubjectId subject)
    {
        foreach (var copy in copies)
        {
            if (!copy.Confirms(KeyHolder.Subject, subject.Number))
            {
                LogUnconfirmed(subject.Number, copy.Name);
                return false;
            }
        }

        // Only without it do older copies of the keyring open nothing.
        if (!keyring.FinishRenewal())
        {
            LogOldRoot(subject.Number);
            return false;
        }

        return true;
    }

    /// <summary>Drops what cannot be read any more and says "destroyed".</summary>
    internal async Task<Result<Instant>> DropAsync(SubjectId subject, CancellationToken cancellation)
    {
        var dropped = await operation.ChangeAsync<Instant>(
            s_job,
            Right.Maintain,
            "subject.destroyed",
            async (scope, ct) =>
            {
                var row = await scope.Db.Destructions.SingleOrDefaultAsync(one => one.SubjectId == subject.Number, ct);
                if (row is not { DestroyedAt: null })
                {
                    return new NothingToDo();
                }

                row.DestroyedAt = scope.Now;
                await scope.DropRecordsAsync(subject, ct);
                scope.Record(ProcessingAction.Destruction, row.Clause, subject, requestId: row.RequestId);
                await scope.EndDestructionDutiesAsync(subject, ct);
                await scope.SendHeldNoticesAsync(subject, ct);
                foreach (var follower in followers)
                {
                    await follower.DestroyedAsync(scope, row, ct);
                }

                return scope.Now;
            },
            cancellation);
        if (dropped.IsDone)
        {
            // What stands there cannot be read without the key; a reader in the way keeps it for the log's next turn.
            SqliteStore.TruncateLog(store.ConnectionString);
        }

        return dropped;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Instant?> FinishAsync(SubjectId subject, CancellationToken cancellation)
    {
        if (await FindUnfinishedAsync(subject, cancellation) is null)
        {
            return null;
        }

        await EraseSearchAsync(subject, cancellation);
        await DestroyKeyAsync(subject, cancellation);
        if (!IsConfirmed(subject))
        {
            return null;
        }

        return (await DropAsync(subject, cancellation)).TryGet(out var at, out _) ? at : null;
    }

    private DestructionStep StepOf(SubjectId subject)
    {
        using var key = keyring.Open(KeyHolder.Subject, subject.Number);
        return key is not null ? DestructionStep.Key : IsConfirmed(subject) ? DestructionStep.Records : DestructionStep.Copies;
    }

    private async Task<IReadOnlyList<SubjectId>> WaitingAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = await db.Destructions.Where(row => row.DestroyedAt == null).OrderBy(row => row.SubjectId).Select(row => row.SubjectId).ToListAsync(cancellation);
        return waiting.ConvertAll(number => new SubjectId(number));
    }

    [LoggerMessage(LogLevel.Error, "The destruction of subject {Subject} could not be finished: the record stands blocked, and it will be tried again in a minute.")]
    private partial void LogUnfinished(long subject, Exception error);

    [LoggerMessage(LogLevel.Warning, "The old root key could not be destroyed after the key of subject {Subject}; it will be tried again in a minute.")]
    private partial void LogOldRoot(long subject);

    [LoggerMessage(LogLevel.Warning, "The copy '{Copy}' of the keyring does not confirm that the key of subject {Subject} is gone; it will be asked again in a minute.")]
    private partial void LogUnconfirmed(long subject, string copy);
}
