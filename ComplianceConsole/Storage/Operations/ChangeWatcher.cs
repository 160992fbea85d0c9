using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Notices within a second what another process (a verb of the command line) has committed, and tells open pages as if it had been
/// done here. SQLite's <c>data_version</c> changes only for commits of others.
/// </summary>
public sealed partial class ChangeWatcher(
    RecordsStore store,
    IDbContextFactory<RecordsContext> contexts,
    ChangeFeed feed,
    RegisterReader registers,
    TimeProvider time,
    ILogger<ChangeWatcher> logger) : BackgroundService
{
    private const int MostNamed = 1_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await using var connection = SqliteStore.Open(store.ConnectionString);
        using var version = connection.CreateCommand();
        version.CommandText = "PRAGMA data_version";
        using var size = connection.CreateCommand();
        size.CommandText = "SELECT Size FROM LedgerHeads WHERE Id = 1";
        var seenVersion = version.ExecuteScalar();
        var seenSize = (long?)size.ExecuteScalar() ?? 0;
        var seenForeign = store.Ledger.ForeignSightings;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    var now = version.ExecuteScalar();
                    if (Equals(now, seenVersion))
                    {
                        continue;
                    }

                    // Either nobody here has appended behind the others' entries yet, or whoever did has come upon them.
                    var grown = (long?)size.ExecuteScalar() ?? 0;
                    var foreign = store.Ledger.ForeignSightings;
                    if (grown > (store.Ledger.Head?.Size ?? 0) || foreign != seenForeign)
                    {
                        await TellAsync(seenSize, stoppingToken);
                    }

                    (seenVersion, seenSize, seenForeign) = (now, grown, foreign);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    LogFailure(error);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TellAsync(long since, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var changed = await db.Subjects.AsNoTracking()
            .Where(subject => subject.Revision >= since)
            .OrderByDescending(subject => subject.Revision)
            .Take(MostNamed)
            .ToListAsync(cancellation);
        registers.Forget();
        await feed.AfterCommitAsync(
            new Committed(
                Actor.Job("elsewhere"),
                "elsewhere",
                [.. changed.Select(row => new SubjectChange(new SubjectId(row.Id), row, Profile: null))],
                [],
                RegistersChanged: true)
            {
                DutiesChanged = true,
            },
            cancellation);
    }

    [LoggerMessage(LogLevel.Warning, "Changes of other processes could not be noticed; it will be tried again.")]
    private partial void LogFailure(Exception error);
}
