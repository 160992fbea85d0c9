using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>How a clock stands.</summary>
public enum ClockState
{
    /// <summary>The duty ended, on time or late.</summary>
    Done,

    /// <summary>The due day is over and the duty has not ended.</summary>
    Overdue,

    /// <summary>It is to be done today: the target day has come, and the due day is not over.</summary>
    DueToday,

    /// <summary>At most <see cref="ClockReading.SoonWorkingDays"/> working days are left to the target day.</summary>
    Soon,

    /// <summary>There is time.</summary>
    Running,
}

/// <summary>What the clock of a deadline shows at one moment; for a duty that has ended, at the moment it ended.</summary>
/// <param name="State">How it stands.</param>
/// <param name="DaysLeft">Calendar days in Almaty to the due day: 0 on it, negative after it.</param>
/// <param name="WorkingDaysLeft">Working days after today up to and with the due day; 0 on it and after it.</param>
/// <param name="IsLate">Whether the due day went by before the duty ended.</param>
/// <param name="Elapsed">How much of the bar from trigger to end is behind us, 0 to 1.</param>
/// <param name="TargetMark">Where on that bar the target day ends, 0 to 1.</param>
public sealed record ClockReading(ClockState State, int DaysLeft, int WorkingDaysLeft, bool IsLate, double Elapsed, double TargetMark)
{
    /// <summary>With this many working days left to its target a duty counts as due soon.</summary>
    public const int SoonWorkingDays = 3;

    /// <summary>Reads the clock of <paramref name="deadline"/>.</summary>
    /// <param name="deadline">The deadline.</param>
    /// <param name="now">The moment of reading.</param>
    /// <param name="calendar">The calendar by which working days are told.</param>
    /// <param name="endedAt">When the duty ended, if it has; this instant, not a later click, decides whether it was on time.</param>
    public static ClockReading Read(Deadline deadline, Instant now, WorkingCalendar calendar, Instant? endedAt = null)
    {
        var at = endedAt ?? now;
        var today = AlmatyZone.DayOf(at);
        var workingDaysLeft = calendar.CountWorked(today, deadline.DueDay);
        var isLate = !deadline.IsMetAt(at);
        var state = endedAt is not null ? ClockState.Done : StateOf(deadline.DueDay, deadline.TargetDay, today, calendar);

        var start = deadline.Trigger ?? AlmatyZone.StartOf(deadline.TriggerDay);
        var whole = deadline.DueBefore - start;
        return new ClockReading(
            state,
            Period.DaysBetween(today, deadline.DueDay),
            workingDaysLeft,
            isLate,
            Share(at - start, whole),
            Share(AlmatyZone.EndOf(deadline.TargetDay) - start, whole));
    }

    /// <summary>How a duty that is still owed stands on a day in Almaty.</summary>
    public static ClockState StateOf(LocalDate dueDay, LocalDate targetDay, LocalDate today, WorkingCalendar calendar) =>
        today > dueDay ? ClockState.Overdue
        : today >= targetDay ? ClockState.DueToday
        : calendar.CountWorked(today, targetDay) <= SoonWorkingDays ? ClockState.Soon
        : ClockState.Running;

    /// <summary>The last target day that counts as soon on a day in Almaty.</summary>
    public static LocalDate LastSoonDay(LocalDate today, WorkingCalendar calendar)
    {
        var day = today;
        for (var worked = 0; day < Deadline.LatestDay; day = day.PlusDays(1))
        {
            worked += calendar.IsWorked(day.PlusDays(1)) ? 1 : 0;
            if (worked > SoonWorkingDays)
            {
                return day;
            }
        }

        return day;
    }

    private static double Share(Duration part, Duration whole) => Math.Clamp(part / whole, 0, 1);
}
