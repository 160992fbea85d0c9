using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>What is wrong with a working calendar that was typed or uploaded.</summary>
public enum CalendarProblemKind
{
    /// <summary>The text is not JSON of the expected shape.</summary>
    NotACalendar,

    /// <summary>A year outside 2000 to 9998.</summary>
    YearOutOfRange,

    /// <summary>A day that belongs to another year than the one it stands under.</summary>
    DayOfAnotherYear,

    /// <summary>A day off that is a Saturday or Sunday anyway.</summary>
    DayOffOnWeekend,

    /// <summary>A working weekend day that is no Saturday or Sunday.</summary>
    WorkingDayNotOnWeekend,

    /// <summary>The same day or year twice.</summary>
    Repeated,

    /// <summary>A zone other than Asia/Almaty, in which this console counts.</summary>
    OtherZone,
}

/// <summary>What is wrong with a working calendar, and where.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Year">The year it is about, where it is about one.</param>
/// <param name="Day">The day it is about, where it is about one.</param>
public sealed record CalendarProblem(CalendarProblemKind Kind, int? Year = null, LocalDate? Day = null);
