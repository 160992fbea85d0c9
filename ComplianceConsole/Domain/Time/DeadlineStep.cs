using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>What a step of a computed deadline says.</summary>
public enum DeadlineStepKind
{
    /// <summary>The day, in Almaty, of the trigger.</summary>
    TriggerDay,

    /// <summary>The trigger is the due day that was missed (9.8), not the midnight that closed it.</summary>
    MissedDay,

    /// <summary>A term in days starts on this day, the day after its trigger.</summary>
    FirstDay,

    /// <summary>A term in working days passes over this day: it is not worked.</summary>
    NotCounted,

    /// <summary>A term in working days counts this Saturday or Sunday: it is worked by order.</summary>
    CountedByOrder,

    /// <summary>The last day of a term in days, as counted.</summary>
    LastDay,

    /// <summary>The last day of a term in months: the day corresponding to the trigger's.</summary>
    CorrespondingDay,

    /// <summary>The last day of a term in months: the month has no corresponding day, so its last day.</summary>
    EndOfMonth,

    /// <summary>The term cannot end on this day, as it is not worked.</summary>
    CannotEnd,

    /// <summary>The end moved to this day, the next that is worked.</summary>
    MovedTo,

    /// <summary>The term ends at 24:00 of this day, the due day.</summary>
    Closes,

    /// <summary>The internal target cannot be this day, as it is not worked.</summary>
    NotTarget,

    /// <summary>The internal target day.</summary>
    Target,

    /// <summary>It is owed at once, so that the internal target is the trigger's own day.</summary>
    AtOnce,

    /// <summary>The year of this day has no official calendar: the dates may still move.</summary>
    Provisional,
}

/// <summary>One step of "why this date?", as data: a page says it in the reader's language.</summary>
/// <param name="Kind">What the step says.</param>
/// <param name="Day">The day it says it of.</param>
/// <param name="Status">Whether that day is worked, and why it is or is not.</param>
public sealed record DeadlineStep(DeadlineStepKind Kind, LocalDate Day, DayStatus Status)
{
    /// <summary>The article of the Civil Code the step rests on; <c>null</c> where it rests on none.</summary>
    public int? CivilCodeArticle => Kind switch
    {
        DeadlineStepKind.FirstDay => 173,
        DeadlineStepKind.CorrespondingDay or DeadlineStepKind.EndOfMonth => 174,
        DeadlineStepKind.CannotEnd or DeadlineStepKind.MovedTo => 175,
        DeadlineStepKind.Closes => 176,
        DeadlineStepKind.TriggerDay or DeadlineStepKind.MissedDay or DeadlineStepKind.NotCounted or DeadlineStepKind.CountedByOrder
            or DeadlineStepKind.LastDay or DeadlineStepKind.NotTarget or DeadlineStepKind.Target or DeadlineStepKind.AtOnce
            or DeadlineStepKind.Provisional => null,
    };

    /// <summary>The number of the counting rule the step applies, 1 to 6; <c>null</c> where it only warns.</summary>
    public int? Rule => Kind switch
    {
        DeadlineStepKind.TriggerDay or DeadlineStepKind.FirstDay or DeadlineStepKind.CorrespondingDay => 1,
        DeadlineStepKind.NotCounted or DeadlineStepKind.CountedByOrder or DeadlineStepKind.LastDay or DeadlineStepKind.EndOfMonth => 2,
        DeadlineStepKind.CannotEnd or DeadlineStepKind.MovedTo => 3,
        DeadlineStepKind.Closes => 4,
        DeadlineStepKind.NotTarget or DeadlineStepKind.Target or DeadlineStepKind.AtOnce => 5,
        DeadlineStepKind.MissedDay => 6,
        DeadlineStepKind.Provisional => null,
    };
}
