using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Jobs;
using NodaTime;

namespace ComplianceConsole.Notices;

/// <summary>
/// The outbox among the console's jobs: every hour, once however many processes there are, whatever is due goes out, even where the sender
/// that is woken by changes and looks every minute has stopped.
/// </summary>
public sealed class OutboxJob(NoticeSender sender) : IConsoleJob
{
    public string Name => "outbox";

    public JobPlan Plan => JobPlan.Hourly;

    public Task<int> RunAsync(Instant slot, CancellationToken cancellation) => sender.RunAsync(cancellation);
}
