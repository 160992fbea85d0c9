using System.Security.Cryptography;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Removes keys that a crash left without records, with their identifiers, so that the same person can be entered again; keys of notices
/// that have gone out; settles identifiers whose change was cut short; and goes on with destructions that were, and with what they leave to be done. It looks without a lock and acts under the records' write lock, which whoever creates holds
/// too: a key that has no row then is an orphan, whatever its age.
/// </summary>
public sealed partial class Sweep(
    IDbContextFactory<RecordsContext> contexts,
    RecordsStore store,
    StoreFiles files,
    Keyring keyring,
    Destructions destructions,
    RequestDestructions requests,
    NoticeDestructions notices,
    ILogger<Sweep> logger)
{
    private const int Batch = 1_000;

    // A key whose place was freed by a deletion may be followed by a younger one in the same place.
    private const int LookedAtAgain = 10_000;

    private long _from;

    /// <summary>Sweeps once.</summary>
    /// <returns>How many orphan keys were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = Read("SELECT COALESCE(MAX(rowid), 0) FROM HolderKeys", 0)[0].Id;
        var suspects = await FindWithoutRecordsAsync(db, Math.Min(_from, last), cancellation);
        var spent = await SpentKeys.FindAsync(db, files, cancellation);
        var pending = Read("SELECT DISTINCT SubjectId FROM Identifiers WHERE Pending = 1", 0);
        var removed = 0;
        if (suspects.Count > 0 || spent.Count > 0 || pending.Count > 0)
        {
            await store.Gate.WaitAsync(cancellation);
            try
            {
                await using var writeLock = await db.Database.BeginTransactionAsync(cancellation);
                removed = await RemoveOrphansAsync(db, suspects, cancellation) + await RemoveSpentAsync(db, spent, cancellation);
                await SettlePendingAsync(db, pending, cancellation);
            }
            finally
            {
                store.Gate.Release();
            }
        }

        _from = Math.Max(0, last - LookedAtAgain);
        await destructions.ResumeAsync(cancellation);
        await requests.RunAsync(cancellation);
        await notices.RunAsync(cancellation);
        return removed;
    }

    // In the order in which keys were added: numbers may be taken long before their keys are.
    private async Task<List<HeldKey>> FindWithoutRecordsAsync(RecordsContext db, long from, CancellationToken cancellation)
    {
        var found = new List<HeldKey>();
        while (true)
        {
            var keys = Read(
                $"SELECT Id, Kind, rowid FROM HolderKeys WHERE rowid > $from AND Kind IN ({(int)KeyHolder.Subject}, {(int)KeyHolder.Request}) ORDER BY rowid LIMIT {Batch}",
                from);
            found.AddRange(await WithoutRecordsAsync(db, keys, cancellation));
            if (keys.Count < Batch)
            {
                return found;
            }

            from = keys[^1].Place;
        }
    }

    private static async Task<IEnumerable<HeldKey>> WithoutRecordsAsync(RecordsContext db, IReadOnlyList<HeldKey> keys, CancellationToken cancellation)
    {
        var subjects = keys.Where(key => key.Kind == KeyHolder.Subject).Select(key => key.Id).ToArray();
        var requests = keys.Where(key => key.Kind == KeyHolder.Request).Select(key => key.Id).ToArray();
        var heldSubjects = await db.Subjects.Where(row => subjects.Contains(row.Id)).Select(row => row.Id).ToHashSetAsync(cancellation);
        var heldRequests = await db.Requests.Where(row => requests.Contains(row.Id)).Select(row => row.Id).ToHashSetAsync(cancellation);
        var suspects = keys.Where(key => !(key.Kind == KeyHolder.Subject ? heldSubjects : heldRequests).Contains(key.Id)).ToList();
        if (suspects.Count == 0)
        {
            return suspects;
        }

        // A restoration has left their records out.
        var numbers = suspects.ConvertAll(key => key.Id);
        var kept = await db.KeptKeys.Where(row => numbers.Contains(row.Id)).Select(row => new { row.Kind, row.Id }).ToHashSetAsync(cancellation);
        return suspects.Where(key => !kept.Contains(new { key.Kind, key.Id }));
    }

    private async Task<int> RemoveOrphansAsync(RecordsContext db, List<HeldKey> suspects, CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var chunk in suspects.Chunk(Batch))
        {
            var orphans = (await WithoutRecordsAsync(db, chunk, cancellation)).ToList();
            if (orphans.Count > 0)
            {
                using var change = keyring.BeginChange();
                orphans.ForEach(orphan => change.RemoveOrphan(orphan.Kind, orphan.Id));
                change.Commit();
                removed += orphans.Count;
            }
        }

        return removed;
    }

    private async Task<int> RemoveSpentAsync(RecordsContext db, IReadOnlyList<long> suspects, CancellationToken cancellation)
    {
        if (suspects.Count == 0)
        {
            return 0;
        }

        var spent = await SpentKeys.FindAsync(db, files, cancellation);
        using (var change = keyring.BeginChange())
        {
            foreach (var id in spent)
            {
                change.RemoveOrphan(KeyHolder.Notice, id);
            }

            change.Commit();
        }

        keyring.TruncateLog();
        return spent.Count;
    }

    private async Task SettlePendingAsync(RecordsContext db, IEnumerable<HeldKey> pending, CancellationToken cancellation)
    {
        foreach (var (subject, _, _) in pending)
        {
            if (await db.Subjects.AsNoTracking().SingleOrDefaultAsync(s => s.Id == subject, cancellation) is { } row)
            {
                Settle(row);
            }
        }
    }

    private void Settle(SubjectRow row)
    {
        try
        {
            using var cipher = keyring.Open(KeyHolder.Subject, row.Id);
            if (cipher is not null)
            {
                var profile = new OpenRecord(row, Domain.Access.Clearance.Full, cipher, new StagedEntry { Action = Domain.Processing.ProcessingAction.Storage }).Held;
                using var change = keyring.BeginChange();
                change.KeepOnly(row.Id, Identifiers.Of(profile));
                change.Commit();
            }
        }
        catch (CryptographicException error)
        {
            // One damaged row must not keep the others from being settled.
            LogUnreadable(row.Id, error);
        }
    }

    private List<HeldKey> Read(string sql, long from)
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", from);
        var found = new List<HeldKey>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            found.Add(
                rows.FieldCount > 1
                    ? new HeldKey(rows.GetInt64(0), (KeyHolder)rows.GetInt32(1), rows.GetInt64(2))
                    : new HeldKey(rows.GetInt64(0), KeyHolder.Subject, 0));
        }

        return found;
    }

    [LoggerMessage(LogLevel.Error, "The record of subject {Subject} does not open: it was damaged or moved. Its identifiers stay as they are.")]
    private partial void LogUnreadable(long subject, Exception error);

    /// <param name="Id">The holder's number.</param>
    /// <param name="Kind">Whose key it is.</param>
    /// <param name="Place">Where it stands in the order in which keys were added.</param>
    private readonly record struct HeldKey(long Id, KeyHolder Kind, long Place);
}

/// <summary>Sweeps at start and every minute.</summary>
public sealed partial class SweepService(Sweep sweep, TimeProvider time, ILogger<SweepService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            do
            {
                await TrySweepAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TrySweepAsync(CancellationToken cancellation)
    {
        try
        {
            var removed = await sweep.RunAsync(cancellation);
            if (removed > 0)
            {
                LogRemoved(removed);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailure(error);
        }
    }

    [LoggerMessage(LogLevel.Information, "The sweep removed {Count} keys that no record was ever sealed under.")]
    private partial void LogRemoved(int count);

    [LoggerMessage(LogLevel.Warning, "The sweep could not run; it will be tried again in a minute.")]
    private partial void LogFailure(Exception error);
}
