namespace ComplianceConsole.Domain.Time;

/// <summary>What a term is counted in.</summary>
public enum TermUnit
{
    /// <summary>Every day counts.</summary>
    CalendarDays,

    /// <summary>Only days the <see cref="WorkingCalendar"/> says are worked count.</summary>
    WorkingDays,

    /// <summary>Months, to the corresponding day.</summary>
    Months,
}
