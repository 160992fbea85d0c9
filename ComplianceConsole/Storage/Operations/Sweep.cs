using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Removes keys that a crash left without records, with their identifiers, so that the same person can be entered again; and settles
/// identifiers whose change was cut short. It holds the records' write lock, and whoever creates holds it too: a key without a row is
/// therefore an orphan, whatever its age.
/// </summary>
public sealed class Sweep(IDbContextFactory<RecordsContext> contexts, RecordsStore store, StoreFiles files, Keyring keyring)
{
    private readonly Dictionary<KeyHolder, long> _sweptBelow = [];

    /// <summary>Sweeps once.</summary>
    /// <returns>How many orphan keys were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await store.Gate.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await using var writeLock = await db.Database.BeginTransactionAsync(cancellation);
            var orphans =
                await RemoveOrphansAsync(KeyHolder.Subject, ids => db.Subjects.Where(s => ids.Contains(s.Id)).Select(s => s.Id), cancellation)
                + await RemoveOrphansAsync(KeyHolder.Request, ids => db.Requests.Where(r => ids.Contains(r.Id)).Select(r => r.Id), cancellation);
            await SettlePendingAsync(db, cancellation);
            return orphans;
        }
        finally
        {
            store.Gate.Release();
        }
    }

    private async Task<int> RemoveOrphansAsync(KeyHolder kind, Func<long[], IQueryable<long>> existing, CancellationToken cancellation)
    {
        var next = Read("SELECT Next FROM Counters WHERE Kind = $kind", kind, 0).FirstOrDefault();
        var removed = 0;
        for (var from = _sweptBelow.GetValueOrDefault(kind); from < next;)
        {
            var ids = Read("SELECT Id FROM HolderKeys WHERE Kind = $kind AND Id >= $from ORDER BY Id LIMIT 1000", kind, from).ToArray();
            if (ids.Length == 0)
            {
                break;
            }

            var orphans = ids.Except(await existing(ids).ToListAsync(cancellation)).ToList();
            if (orphans.Count > 0)
            {
                using var change = keyring.BeginChange();
                orphans.ForEach(id => change.RemoveOrphan(kind, id));
                change.Commit();
                removed += orphans.Count;
            }

            from = ids[^1] + 1;
        }

        _sweptBelow[kind] = next;
        return removed;
    }

    private async Task SettlePendingAsync(RecordsContext db, CancellationToken cancellation)
    {
        foreach (var subject in Read("SELECT DISTINCT SubjectId FROM Identifiers WHERE Pending = 1", KeyHolder.Subject, 0))
        {
            var row = await db.Subjects.AsNoTracking().SingleOrDefaultAsync(s => s.Id == subject, cancellation);
            using var cipher = keyring.Open(KeyHolder.Subject, subject);
            if (row is null || cipher is null)
            {
                continue;
            }

            var profile = new OpenRecord(row, Domain.Access.Clearance.Full, cipher, new StagedEntry { Action = Domain.Processing.ProcessingAction.Storage }).Held;
            using var change = keyring.BeginChange();
            change.KeepOnly(subject, Identifiers.Of(profile));
            change.Commit();
        }
    }

    private List<long> Read(string sql, KeyHolder kind, long from)
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$kind", (int)kind);
        command.Parameters.AddWithValue("$from", from);
        var found = new List<long>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            found.Add(rows.GetInt64(0));
        }

        return found;
    }
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
        catch (Exception error) when (error is SqliteException or IOException)
        {
            LogFailure(error);
        }
    }

    [LoggerMessage(LogLevel.Information, "The sweep removed {Count} keys that no record was ever sealed under.")]
    private partial void LogRemoved(int count);

    [LoggerMessage(LogLevel.Warning, "The sweep could not run; it will be tried again in a minute.")]
    private partial void LogFailure(Exception error);
}
