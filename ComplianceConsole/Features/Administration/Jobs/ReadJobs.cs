using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Jobs;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using NodaTime;

namespace ComplianceConsole.Features.Administration.Jobs;

/// <summary>How the last run of a job ended.</summary>
public enum JobOutcome
{
    /// <summary>It has not run yet.</summary>
    Never,

    /// <summary>It runs now.</summary>
    Running,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>It failed and is tried again within the hour.</summary>
    Failed,
}

/// <summary>A job with its last run and its next.</summary>
/// <param name="Name">Its code.</param>
/// <param name="Last">The moment the last run was planned for; null where there was none.</param>
/// <param name="EndedAt">When that run ended.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Count">How many things it did.</param>
/// <param name="Next">The next planned moment.</param>
public sealed record JobView(string Name, Instant? Last, Instant? EndedAt, JobOutcome Outcome, int Count, Instant Next);

/// <summary>Reads what the console does by itself: last runs, outcomes, next runs.</summary>
public sealed class ReadJobs(Operation operation, JobClaims claims, RegisterReader registers, IEnumerable<IJobSource> sources)
{
    /// <summary>Reads it.</summary>
    /// <returns>The jobs, or <see cref="NotAllowed"/>.</returns>
    public Task<Result<IReadOnlyList<JobView>>> HandleAsync(Actor actor, CancellationToken cancellation) =>
        operation.ReadAsync<IReadOnlyList<JobView>>(
            actor,
            Right.ChangeSettings,
            "jobs.read",
            async (scope, token) =>
            {
                var calendar = (await registers.GetAsync(token)).Calendar;
                var last = await claims.LastAsync(token);
                scope.Record(ProcessingAction.Administration, "7.1");
                List<JobView> views =
                [
                    .. sources.SelectMany(source => source.Jobs).Select(job =>
                    {
                        var run = last.GetValueOrDefault(job.Name);
                        var outcome = run is null ? JobOutcome.Never
                            : run.IsDone is not { } isDone ? JobOutcome.Running
                            : isDone ? JobOutcome.Done
                            : JobOutcome.Failed;
                        return new JobView(job.Name, run?.Slot, run?.EndedAt, outcome, run?.Count ?? 0, job.Plan.Next(scope.Now, calendar));
                    }),
                ];
                return views;
            },
            cancellation);
}
