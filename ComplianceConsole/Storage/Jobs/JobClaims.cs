using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Jobs;

/// <summary>
/// Claims of runs: whoever inserts the row of a slot runs it, so that of several processes on one store only one does. A run that failed,
/// or whose process died in it, can be claimed again.
/// </summary>
public sealed class JobClaims(IDbContextFactory<RecordsContext> contexts, RecordsStore records, IClock clock)
{
    /// <summary>After this time a run that has not ended is taken for dead.</summary>
    public static readonly Duration Patience = Duration.FromHours(1);

    private readonly string _self = $"{Environment.ProcessId}-{Guid.NewGuid():N}";

    /// <summary>Claims the run of a slot.</summary>
    /// <returns>Whether it is ours to run now.</returns>
    public Task<bool> TryClaimAsync(string job, Instant slot, CancellationToken cancellation) =>
        WriteAsync(
            async db =>
            {
                var now = clock.GetCurrentInstant();
                var dead = now - Patience;
                var taken = await db.JobRuns
                    .Where(run => run.Job == job && run.Slot == slot)
                    .Where(run => run.IsDone == false || (run.IsDone == null && run.StartedAt < dead))
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(run => run.ClaimedBy, _self)
                            .SetProperty(run => run.StartedAt, now)
                            .SetProperty(run => run.EndedAt, (Instant?)null)
                            .SetProperty(run => run.IsDone, (bool?)null),
                        cancellation);
                return taken == 1
                    || await db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO JobRuns (Job, Slot, ClaimedBy, StartedAt, Count)
                        VALUES ({job}, {slot.ToUnixTimeTicks()}, {_self}, {now.ToUnixTimeTicks()}, 0)
                        ON CONFLICT DO NOTHING
                        """,
                        cancellation) == 1;
            },
            cancellation);

    /// <summary>Says how a claimed run ended; nothing where it was taken for dead and claimed by another meanwhile.</summary>
    public Task EndAsync(string job, Instant slot, bool isDone, int count, CancellationToken cancellation) =>
        WriteAsync(
            db => db.JobRuns
                .Where(run => run.Job == job && run.Slot == slot && run.ClaimedBy == _self)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(run => run.EndedAt, clock.GetCurrentInstant())
                        .SetProperty(run => run.IsDone, isDone)
                        .SetProperty(run => run.Count, count),
                    cancellation),
            cancellation);

    /// <summary>Whether a job was ever run on these stores.</summary>
    public async Task<bool> HasRunAsync(string job, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.JobRuns.AnyAsync(run => run.Job == job, cancellation);
    }

    /// <summary>Forgets runs that ended before a moment, but for the last of each job.</summary>
    /// <returns>How many were forgotten.</returns>
    public Task<int> ForgetAsync(Instant before, CancellationToken cancellation) =>
        WriteAsync(
            db => db.JobRuns
                .Where(run => run.Slot < before && run.EndedAt != null && db.JobRuns.Any(later => later.Job == run.Job && later.Slot > run.Slot))
                .ExecuteDeleteAsync(cancellation),
            cancellation);

    /// <summary>The last run of each job.</summary>
    public async Task<IReadOnlyDictionary<string, JobRunRow>> LastAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.JobRuns.AsNoTracking()
            .Where(run => !db.JobRuns.Any(later => later.Job == run.Job && later.Slot > run.Slot))
            .ToListAsync(cancellation);
        return last.ToDictionary(run => run.Job, StringComparer.Ordinal);
    }

    private async Task<T> WriteAsync<T>(Func<RecordsContext, Task<T>> write, CancellationToken cancellation)
    {
        await records.Gate.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            return await write(db);
        }
        finally
        {
            records.Gate.Release();
        }
    }
}
