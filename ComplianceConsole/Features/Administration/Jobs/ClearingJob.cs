using ComplianceConsole.Domain.Time;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Jobs;
using NodaTime;

namespace ComplianceConsole.Features.Administration.Jobs;

/// <summary>Forgets runs of jobs that are older than they are listed; each night.</summary>
public sealed class ClearingJob(JobClaims claims, JobsSettings settings) : IConsoleJob
{
    public string Name => "clearing";

    public JobPlan Plan { get; } = JobPlan.Daily(new LocalTime(3, 30));

    public Task<int> RunAsync(Instant slot, CancellationToken cancellation) =>
        claims.ForgetAsync(slot - Duration.FromDays(settings.KeepRunsDays), cancellation);
}
