using ComplianceConsole.Ledger;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>
/// What happens in the demonstration's past, carried out in the order of time. The same plan made again can be carried on where it was cut
/// short.
/// </summary>
public sealed class DemoPlan
{
    private readonly List<(Instant At, Func<LedgerEntry, bool> Ends, Func<CancellationToken, Task> Act)> _events = [];

    /// <summary>Plans an event; of several at one moment the one planned first comes first.</summary>
    /// <param name="at">When.</param>
    /// <param name="operation">The use case that ends it, as it stands in the ledger.</param>
    /// <param name="act">What happens; where it was cut short it happens once more from its beginning.</param>
    public void At(Instant at, string operation, Func<CancellationToken, Task> act) =>
        At(at, entry => string.Equals(entry.Operation, operation, StringComparison.Ordinal), act);

    /// <summary>Plans an event that another entry of its use case may come before.</summary>
    /// <param name="at">When.</param>
    /// <param name="ends">Whether an entry of its moment is its last.</param>
    /// <param name="act">What happens.</param>
    public void At(Instant at, Func<LedgerEntry, bool> ends, Func<CancellationToken, Task> act) => _events.Add((at, ends, act));

    /// <summary>Carries out what has not happened yet, the clock set to the moment of each; no two have the same.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="last">The last entry that was written before; null where nothing has happened.</param>
    /// <param name="cancellation">Ends it between two events.</param>
    public async Task RunAsync(DemoClock clock, LedgerEntry? last, CancellationToken cancellation)
    {
        var before = Instant.MinValue;
        foreach (var (planned, ends, act) in _events.OrderBy(one => one.At))
        {
            var at = planned > before ? planned : before + Duration.FromSeconds(1);
            before = at;
            var hasHappened = last is not null && (at < last.At || (at == last.At && ends(last)));
            if (!hasHappened)
            {
                cancellation.ThrowIfCancellationRequested();
                clock.GoTo(at);
                await act(cancellation);
            }
        }
    }
}
