using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using ProfilesAtHand = System.Collections.Generic.Dictionary<(long Id, long Revision), ComplianceConsole.Domain.Subjects.Profile>;

namespace ComplianceConsole.Storage.Search;

/// <summary>How far a rebuild of the search index has come.</summary>
/// <param name="Done">Subjects taken in.</param>
/// <param name="Total">Subjects there are.</param>
public sealed record RebuildProgress(long Done, long Total);

/// <summary>
/// Keeps the derived index in step with the records: after each commit, after a crash, after another process has written, and from
/// nothing when the file is missing. Each changed row carries the ledger's size of its change, and the index remembers how far it has
/// come, so that catching up is one question.
/// </summary>
public sealed partial class SearchMaintenance(
    IDbContextFactory<RecordsContext> contexts,
    SearchIndex index,
    Keyring keyring,
    RecordsStore store,
    Operation operation,
    IndexKeyFile keyFile,
    ILogger<SearchMaintenance> logger)
{
    private const int Part = SearchBulk.EntriesPerTransaction;
    private const int WorthDividing = 256;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile RebuildProgress? _progress;

    /// <summary>How far the rebuild under way has come; null when the index is complete.</summary>
    public RebuildProgress? Progress => _progress;

    /// <summary>Brings the index up to the records: takes in what changed since, or everything when it is new.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        var mayRebuild = index.AppliedIndex is null;
        if (mayRebuild)
        {
            await RecordRebuildAsync(cancellation);
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            if (index.AppliedIndex is { } applied)
            {
                await TakeInAsync(() => TakeInChangesAsync(applied, [], cancellation), [], cancellation);
            }
            else if (mayRebuild)
            {
                await RebuildInTurnAsync(cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes in the changes of a commit. While a rebuild is under way they are left to what follows it.</summary>
    internal async Task FollowAsync(Committed committed, CancellationToken cancellation)
    {
        if (index.AppliedIndex is null)
        {
            return;
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            if (index.AppliedIndex is { } applied)
            {
                await TakeInAsync(
                    () => TryTakeIn(applied, committed) ? Task.CompletedTask : TakeInChangesAsync(applied, AtHand(committed), cancellation),
                    AtHand(committed),
                    cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // Where another process has renewed the index meanwhile, what was prepared is of no use; its key is known by then.
    private async Task TakeInAsync(Func<Task> takeIn, ProfilesAtHand atHand, CancellationToken cancellation)
    {
        try
        {
            await takeIn();
        }
        catch (ForeignIndexException) when (index.AppliedIndex is not null)
        {
            await TakeInChangesAsync(index.AppliedIndex ?? 0, atHand, cancellation);
        }
    }

    // Where all of a commit is at hand and nothing else has changed since, its rows are not read back.
    private bool TryTakeIn(long applied, Committed committed)
    {
        if (committed is not { LedgerSize: { } size, Subjects: [{ Row.Revision: var revision }, ..] }
            || !committed.Subjects.All(change => change.Profile is not null && change.Row.Revision == revision && !IsGone(change.Row))
            || revision < applied
            || store.Readers.HasOtherChanges(applied, revision))
        {
            return false;
        }

        index.Upsert(PrepareAll([.. committed.Subjects.Select(change => change.Row)], AtHand(committed)), size);
        return true;
    }

    /// <summary>
    /// Takes a subject out for good, its bytes in the log included; a rebuild under way is waited for. Released for destruction, it does not come back.
    /// </summary>
    /// <exception cref="StoreException">A reader kept the log from being emptied; to be repeated.</exception>
    internal async Task ForgetAsync(SubjectId subject, CancellationToken cancellation)
    {
        await _renewal.WaitAsync(cancellation);
        await _turn.WaitAsync(cancellation);
        try
        {
            if (!index.Remove([subject.Number]))
            {
                throw new StoreException("The log of the search index could not be emptied while somebody was reading it.");
            }
        }
        finally
        {
            _turn.Release();
            _renewal.Release();
        }
    }

    // The rebuild opens every record: that is a use like any other, and is recorded before it begins. Before its turn, too: who
    // follows a commit waits for the turn while holding up the ledger.
    private async Task RecordRebuildAsync(CancellationToken cancellation, string name = "search.rebuild")
    {
        var recorded = await operation.ReadAsync<Done>(
            Actor.Job("search-index"),
            Right.Maintain,
            name,
            (scope, _) =>
            {
                scope.Record(Uses.Index.Action, Uses.Index.Clause);
                return Task.FromResult<Result<Done>>(default(Done));
            },
            cancellation);
        if (!recorded.IsDone)
        {
            throw new StoreException("The search index cannot be rebuilt while the ledger cannot be written.");
        }
    }

    // What the commit has at hand need not be opened again; whatever else changed meanwhile, by another process too, is.
    private async Task TakeInChangesAsync(long applied, ProfilesAtHand atHand, CancellationToken cancellation)
    {
        var size = await LedgerSizeAsync(cancellation);
        var isNoted = false;
        foreach (var rows in store.Readers.ChangedSince(applied, Part))
        {
            cancellation.ThrowIfCancellationRequested();
            if (rows.FindAll(IsGone) is { Count: > 0 } gone)
            {
                index.Remove(gone.ConvertAll(row => row.Id));
            }

            isNoted = rows.Count < Part;
            index.Upsert(PrepareAll(rows, atHand), isNoted ? size : null);
        }

        if (!isNoted)
        {
            index.Upsert(Enumerable.Empty<IndexEntry>(), size);
        }
    }

    private async Task RebuildInTurnAsync(CancellationToken cancellation)
    {
        var size = await LedgerSizeAsync(cancellation);
        var total = await CountAsync(cancellation);
        _progress = new RebuildProgress(0, total);
        try
        {
            using var bulk = index.BeginRebuild();
            await FillAsync(bulk, total, cancellation);
            if (bulk.Complete(size))
            {
                await TakeInChangesAsync(size, [], cancellation);
            }
        }
        finally
        {
            _progress = null;
        }
    }

    // One part is written while the next is read and opened.
    private async Task FillAsync(SearchBulk bulk, long total, CancellationToken cancellation)
    {
        var writing = Task.CompletedTask;
        try
        {
            foreach (var rows in store.Readers.All(Part))
            {
                cancellation.ThrowIfCancellationRequested();
                var entries = PrepareAll(rows, []);
                await writing;
                _progress = new RebuildProgress(bulk.Written, total);
                writing = Task.Run(() => entries.ForEach(bulk.Add), CancellationToken.None);
            }
        }
        finally
        {
            await writing;
        }
    }

    private List<IndexEntry> PrepareAll(List<SubjectRow> rows, ProfilesAtHand atHand, SearchRenewal? renewal = null)
    {
        var prepared = new IndexEntry?[rows.Count];
        if (rows.Count < WorthDividing)
        {
            Prepare(rows, atHand, prepared, renewal);
        }
        else
        {
            try
            {
                Parallel.ForEach(
                    Partitioner.Create(0, rows.Count),
                    range => Prepare(
                        rows.GetRange(range.Item1, range.Item2 - range.Item1), atHand, prepared.AsSpan(range.Item1, range.Item2 - range.Item1), renewal));
            }
            catch (AggregateException failures)
            {
                ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
            }
        }

        return [.. prepared.OfType<IndexEntry>()];
    }

    private void Prepare(List<SubjectRow> rows, ProfilesAtHand atHand, Span<IndexEntry?> prepared, SearchRenewal? renewal)
    {
        var closed = rows.FindAll(row => !IsGone(row) && !atHand.ContainsKey((row.Id, row.Revision)));
        var ciphers = new Queue<AesGcm?>(OpenAll(closed.ConvertAll(row => row.Id)));
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (IsGone(row))
            {
                continue;
            }

            if (!atHand.TryGetValue((row.Id, row.Revision), out var profile))
            {
                using var cipher = ciphers.Dequeue();
                profile = cipher is null ? null : Open(cipher, row);
            }

            prepared[i] = profile is null ? null
                : renewal is null ? index.Prepare(SearchDocuments.Of(row, profile))
                : renewal.Prepare(SearchDocuments.Of(row, profile));
        }
    }

    // What does not open is left out: one damaged row or key must not keep all others from being found.
    private Profile? Open(AesGcm cipher, SubjectRow row)
    {
        try
        {
            return ProfileCodec.Read(Cipher.Open(cipher, KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile));
        }
        catch (CryptographicException error)
        {
            LogUnreadable(row.Id, error);
            return null;
        }
    }

    private IReadOnlyList<AesGcm?> OpenAll(List<long> ids)
    {
        try
        {
            return keyring.OpenMany(KeyHolder.Subject, ids);
        }
        catch (CryptographicException)
        {
            return ids.ConvertAll(OpenOne);
        }
    }

    private AesGcm? OpenOne(long id)
    {
        try
        {
            return keyring.Open(KeyHolder.Subject, id);
        }
        catch (CryptographicException error)
        {
            LogUnreadable(id, error);
            return null;
        }
    }

    private static ProfilesAtHand AtHand(Committed committed) =>
        committed.Subjects
            .Where(change => change.Profile is not null)
            .ToDictionary(change => (change.Row.Id, change.Row.Revision), change => change.Profile!);

    private static bool IsGone(SubjectRow row) => row.State is SubjectState.ReleasedForDestruction or SubjectState.Destroyed or SubjectState.Depersonalised;

    private async Task<long> LedgerSizeAsync(CancellationToken cancellation)
    {
        if (store.Ledger.Head is { } head)
        {
            return head.Size;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.LedgerHeads.Select(row => row.Size).SingleOrDefaultAsync(cancellation);
    }

    private async Task<long> CountAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Subjects.LongCountAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Error, "The record of subject {Subject} does not open: it was damaged or moved. It is left out of the search index.")]
    private partial void LogUnreadable(long subject, Exception error);
}
