using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>What happens in the demonstration's past, carried out in the order of time.</summary>
public sealed class DemoPlan
{
    private readonly List<(Instant At, Func<CancellationToken, Task> Act)> _events = [];

    /// <summary>Plans an event; of several at one moment the one planned first comes first.</summary>
    public void At(Instant at, Func<CancellationToken, Task> act) => _events.Add((at, act));

    /// <summary>Carries everything out, the clock set to the moment of each.</summary>
    public async Task RunAsync(DemoClock clock, CancellationToken cancellation)
    {
        foreach (var (at, act) in _events.OrderBy(one => one.At))
        {
            clock.GoTo(at);
            await act(cancellation);
        }
    }
}
