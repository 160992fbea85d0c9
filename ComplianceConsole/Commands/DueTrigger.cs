using ComplianceConsole.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Commands;

/// <summary>What sets a term going, as it is written for <c>due</c>: a moment with its offset, or a missed due day.</summary>
internal readonly record struct DueTrigger
{
    private static readonly OffsetDateTimePattern ToTheMinute =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>");

    private Instant? Moment { get; init; }

    private LocalDate MissedDay { get; init; }

    internal static bool TryParse(string? text, out DueTrigger trigger)
    {
        var written = text?.Trim() ?? "";
        if (OffsetDateTimePattern.ExtendedIso.Parse(written).TryGetValue(default, out var moment)
            || ToTheMinute.Parse(written).TryGetValue(default, out moment))
        {
            trigger = new DueTrigger { Moment = moment.ToInstant() };
            return true;
        }

        var isDay = LocalDatePattern.Iso.Parse(written).TryGetValue(default, out var day);
        trigger = new DueTrigger { MissedDay = day };
        return isDay;
    }

    internal Deadline? Compute(Term term, WorkingCalendar calendar, out DeadlineProblem problem)
    {
        Deadline? deadline;
        _ = Moment is { } moment
            ? Deadline.TryCompute(moment, term, calendar, out deadline, out problem)
            : Deadline.TryComputeFromDay(MissedDay, term, calendar, out deadline, out problem);
        return deadline;
    }
}
