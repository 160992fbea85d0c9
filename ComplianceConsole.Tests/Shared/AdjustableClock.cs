using NodaTime;

namespace ComplianceConsole.Tests.Shared;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class AdjustableClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;

    public void Advance(Duration by) => Now += by;
}
