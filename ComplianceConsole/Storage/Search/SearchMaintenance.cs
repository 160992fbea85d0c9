using System.Collections.Concurrent;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

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
public sealed class SearchMaintenance(
    IDbContextFactory<RecordsContext> contexts,
    SearchIndex index,
    Keyring keyring,
    RecordsStore store,
    Operation operation)
{
    private const int Batch = 4_000;

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
                await TakeInChangesAsync(applied, cancellation);
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
    internal async Task FollowAsync(CancellationToken cancellation)
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
                await TakeInChangesAsync(applied, cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // The rebuild opens every record: that is a use like any other, and is recorded before it begins. Before its turn, too: who
    // follows a commit waits for the turn while holding up the ledger.
    private async Task RecordRebuildAsync(CancellationToken cancellation)
    {
        var recorded = await operation.ReadAsync<Done>(
            Actor.Job("search-index"),
            Right.Maintain,
            "search.rebuild",
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

    private async Task TakeInChangesAsync(long applied, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var size = await LedgerSizeAsync(db, cancellation);
        var changed = await db.Subjects.AsNoTracking()
            .Where(subject => subject.Revision >= applied)
            .OrderBy(subject => subject.Id)
            .ToListAsync(cancellation);
        var gone = changed.Where(IsGone).Select(subject => subject.Id).ToList();
        index.Upsert(changed.Where(subject => !IsGone(subject)).Select(Prepare).OfType<IndexEntry>(), size);
        if (gone.Count > 0)
        {
            index.Remove(gone);
        }
    }

    private async Task RebuildInTurnAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var size = await LedgerSizeAsync(db, cancellation);
        var total = await db.Subjects.LongCountAsync(cancellation);
        _progress = new RebuildProgress(0, total);
        try
        {
            using var bulk = index.BeginRebuild();
            var done = 0L;
            for (var after = 0L; ;)
            {
                var rows = await db.Subjects.AsNoTracking()
                    .Where(subject => subject.Id > after)
                    .OrderBy(subject => subject.Id)
                    .Take(Batch)
                    .ToListAsync(cancellation);
                if (rows.Count == 0)
                {
                    break;
                }

                foreach (var entry in PrepareAll(rows))
                {
                    bulk.Add(entry);
                }

                after = rows[^1].Id;
                done += rows.Count;
                _progress = new RebuildProgress(done, total);
            }

            if (bulk.Complete(size))
            {
                await TakeInChangesAsync(size, cancellation);
            }
        }
        finally
        {
            _progress = null;
        }
    }

    private IEnumerable<IndexEntry> PrepareAll(List<SubjectRow> rows)
    {
        var prepared = new IndexEntry?[rows.Count];
        Parallel.ForEach(
            Partitioner.Create(0, rows.Count),
            range =>
            {
                for (var i = range.Item1; i < range.Item2; i++)
                {
                    prepared[i] = IsGone(rows[i]) ? null : Prepare(rows[i]);
                }
            });
        return prepared.OfType<IndexEntry>();
    }

    private IndexEntry? Prepare(SubjectRow row)
    {
        using var cipher = keyring.Open(KeyHolder.Subject, row.Id);
        return cipher is null
            ? null
            : index.Prepare(
                SearchDocuments.Of(
                    row,
                    ProfileCodec.Read(Cipher.Open(cipher, KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile))));
    }

    private static bool IsGone(SubjectRow row) => row.State is SubjectState.Destroyed or SubjectState.Depersonalised;

    private async Task<long> LedgerSizeAsync(RecordsContext db, CancellationToken cancellation) =>
        store.Ledger.Head?.Size
        ?? await db.LedgerHeads.Select(head => head.Size).FirstOrDefaultAsync(cancellation);
}
