using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>The clock of the demonstration's past: it is set before each event, so that the use cases record it where it belongs.</summary>
/// <param name="now">The present, which no event passes.</param>
/// <param name="today">The day from which the past is counted; not later than the present's.</param>
public sealed class DemoClock(Instant now, LocalDate today) : IClock
{
    private Instant _at = now;

    /// <summary>The present.</summary>
    public Instant Present { get; } = now;

    /// <summary>The day from which the past is counted, in Almaty.</summary>
    public LocalDate Today { get; } = today;

    public Instant GetCurrentInstant() => _at;

    /// <summary>Goes to a moment, at most to the present.</summary>
    public void GoTo(Instant at) => _at = Instant.Min(at, Present);

    /// <summary>A moment so many days ago, at an hour of the working day; never later than a minute ago.</summary>
    public Instant Ago(int days, int hour, int minute = 0) => On(Today.PlusDays(-days), hour, minute);

    /// <summary>A moment of a day, never later than a minute ago.</summary>
    public Instant On(LocalDate day, int hour, int minute = 0) =>
        Instant.Min(
            AlmatyZone.StartOf(day) + Duration.FromHours(hour) + Duration.FromMinutes(minute),
            Present - Duration.FromMinutes(1));
}
