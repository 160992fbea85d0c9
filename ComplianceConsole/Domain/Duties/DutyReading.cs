using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Domain.Duties;

/// <summary>A duty as its clock shows it at one moment.</summary>
/// <param name="Duty">The duty, counted on the calendar of that moment.</param>
/// <param name="Reading">What its clock shows.</param>
/// <param name="EndedAt">When it ended; null while it is owed.</param>
public sealed record DutyReading(Duty Duty, ClockReading Reading, Instant? EndedAt)
{
    /// <summary>The number of its row, by which its clause and the moves of its dates are found; null where it has none.</summary>
    public long? Id { get; init; }
}
