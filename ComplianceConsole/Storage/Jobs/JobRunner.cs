using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using NodaTime;

namespace ComplianceConsole.Storage.Jobs;

/// <summary>
/// Runs a job for the last slot of its plan, where nobody has: at the planned moment, or later where it was missed. None is run by a clock that is
/// doubtful: no duty arises and no letter goes out until somebody has confirmed it.
/// </summary>
public sealed partial class JobRunner(JobClaims claims, RegisterReader registers, LedgerClock watched, IClock clock, ILogger<JobRunner> logger)
{
    // A console that has never run a job has not missed it; a run a little late is not a missed one.
    private static readonly Duration s_prompt = Duration.FromMinutes(5);

    /// <summary>Runs a job where it is due.</summary>
    /// <returns>Whether it was run here.</returns>
    public async Task<bool> RunDueAsync(IConsoleJob job, CancellationToken cancellation)
    {
        if (await watched.LookAsync(cancellation) is not null)
        {
            return false;
        }

        var now = clock.GetCurrentInstant();
        var slot = job.Plan.Last(now, (await registers.GetAsync(cancellation)).Calendar);
        var late = now - slot;
        if (late > job.Plan.MadeUpFor
            || (late > s_prompt && job.Plan.MadeUpFor < Duration.MaxValue && !await claims.HasRunAsync(job.Name, cancellation))
            || !await claims.TryClaimAsync(job.Name, slot, cancellation))
        {
            return false;
        }

        var count = 0;
        var isDone = false;
        try
        {
            count = await job.RunAsync(slot, cancellation);
            isDone = true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailure(job.Name, error);
        }
        finally
        {
            // Also when the console stops in the middle: then it is not done, and the next start makes it up.
            await claims.EndAsync(job.Name, slot, isDone, count, CancellationToken.None);
        }

        return true;
    }

    [LoggerMessage(LogLevel.Error, "The job '{Job}' failed and will be tried again.")]
    private partial void LogFailure(string job, Exception error);
}
