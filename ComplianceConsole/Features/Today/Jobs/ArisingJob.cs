using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Storage.Jobs;
using NodaTime;

namespace ComplianceConsole.Features.Today.Jobs;

/// <summary>Lets duties arise, every hour and at every start. Policy 9.6-9.8.</summary>
public sealed class ArisingJob(AriseDuties duties) : IConsoleJob
{
    public string Name => "duties";

    public JobPlan Plan => JobPlan.Hourly;

    public async Task<int> RunAsync(Instant slot, CancellationToken cancellation) =>
        (await duties.HandleAsync(Actor.Job(Name), cancellation)).TryGet(out var arisen, out var refusal)
            ? arisen
            : throw new JobFailedException($"Duties could not arise: {refusal.Code}.");
}
