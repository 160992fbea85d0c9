namespace ComplianceConsole.Domain.Time;

/// <summary>Whether a day is worked, and why it is or is not.</summary>
public enum DayStatus
{
    /// <summary>An ordinary working day, Monday to Friday.</summary>
    Worked,

    /// <summary>A Saturday or Sunday that the government ordered to be worked.</summary>
    WorkedByOrder,

    /// <summary>A Saturday or Sunday.</summary>
    Weekend,

    /// <summary>A weekday that is a holiday or was moved to be a day off.</summary>
    DayOff,
}

/// <summary>How sure a year of a <see cref="WorkingCalendar"/> is.</summary>
public enum CalendarStanding
{
    /// <summary>The official calendar of the year is known.</summary>
    Official,

    /// <summary>The year is derived and awaits its official calendar.</summary>
    Provisional,

    /// <summary>The calendar does not hold the year: weekends alone are known.</summary>
    Unknown,
}

/// <summary>Questions about a <see cref="DayStatus"/>.</summary>
public static class DayStatuses
{
    /// <summary>Whether a day of this status counts as a working day.</summary>
    public static bool IsWorked(this DayStatus status) => status is DayStatus.Worked or DayStatus.WorkedByOrder;
}
