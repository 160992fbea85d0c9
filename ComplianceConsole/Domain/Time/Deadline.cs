using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>
/// When a term that began with a trigger ends, and why. Counted in Asia/Almaty. Six counting rules, of which the steps carry the numbers:
/// <list type="number">
/// <item>A term in days starts the day after the day of its trigger (Civil Code 173); one in months runs to the day corresponding to the
/// trigger's own (174): 31 August plus six months is 28 February.</item>
/// <item>A term in working days counts the days that are worked, one in calendar days all; a month without the day ends with its last.</item>
/// <item>Where the last day of a term in calendar days or months is not worked, the next worked day is the due day (175).</item>
/// <item>The term ends at 24:00 of the due day (176).</item>
/// <item>The target, for the house's own use, is the last worked day on or before the last day of rule 2, and never before the trigger's
/// day.</item>
/// <item>Where a duty runs from a missed term, its trigger is the missed due day.</item>
/// </list>
/// </summary>
public sealed class Deadline
{
    internal Deadline()
    {
    }

    /// <summary>The earliest day of a trigger: no duty of this console is older, so an earlier one is a mistake.</summary>
    public static LocalDate EarliestDay { get; } = new(2000, 1, 1);

    /// <summary>The latest day that counting may touch.</summary>
    public static LocalDate LatestDay { get; } = new(9998, 12, 31);

    /// <summary>The instant that set the term going; <c>null</c> where a missed day did (rule 6).</summary>
    public required Instant? Trigger { get; init; }

    /// <summary>The day in Almaty that set the term going.</summary>
    public required LocalDate TriggerDay { get; init; }

    /// <summary>The length of the term.</summary>
    public required Term Term { get; init; }

    /// <summary>The last day as counted, before rule 3.</summary>
    public required LocalDate LastDay { get; init; }

    /// <summary>The last day on which the duty can end on time.</summary>
    public required LocalDate DueDay { get; init; }

    /// <summary>The day the house aims at; queues sort by it. It never moves the due day.</summary>
    public required LocalDate TargetDay { get; init; }

    /// <summary>The midnight after the due day, exclusive: at this instant it is too late.</summary>
    public required Instant DueBefore { get; init; }

    /// <summary>Whether a day that was asked about lies in a year without an official calendar, so that the dates may still move.</summary>
    public required bool IsProvisional { get; init; }

    /// <summary>The computation step by step, in the order in which a person would count.</summary>
    public required ImmutableArray<DeadlineStep> Steps { get; init; }

    /// <summary>
    /// The same for what is owed at once: the term is its last moment only, and the house aims at the trigger's own day. Neither the due
    /// day nor what counts as on time changes.
    /// </summary>
    public Deadline AimedAtOnce() =>
        new()
        {
            Trigger = Trigger,
            TriggerDay = TriggerDay,
            Term = Term,
            LastDay = LastDay,
            DueDay = DueDay,
            TargetDay = TriggerDay,
            DueBefore = DueBefore,
            IsProvisional = IsProvisional,
            Steps =
            [
                .. Steps
                    .Where(step => step.Kind != DeadlineStepKind.NotTarget)
                    .Select(step => step.Kind == DeadlineStepKind.Target ? Steps[0] with { Kind = DeadlineStepKind.AtOnce } : step),
            ],
        };

    /// <summary>Whether a duty that ended at <paramref name="instant"/> ended on time.</summary>
    public bool IsMetAt(Instant instant) => instant < DueBefore;

    /// <summary>The deadline of a term that began at <paramref name="trigger"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The term touches days outside <see cref="EarliestDay"/> to <see cref="LatestDay"/>.</exception>
    public static Deadline Compute(Instant trigger, Term term, WorkingCalendar calendar) =>
        TryCompute(trigger, term, calendar, out var deadline, out var problem) ? deadline : throw OutOfRange(nameof(trigger), problem);

    /// <summary>The deadline of a term that began with a missed due day (rule 6). Policy 9.8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The term touches days outside <see cref="EarliestDay"/> to <see cref="LatestDay"/>.</exception>
    public static Deadline ComputeFromDay(LocalDate missedDay, Term term, WorkingCalendar calendar) =>
        TryComputeFromDay(missedDay, term, calendar, out var deadline, out var problem)
            ? deadline
            : throw OutOfRange(nameof(missedDay), problem);

    /// <summary>As <see cref="Compute"/>, for a trigger that comes from outside.</summary>
    public static bool TryCompute(
        Instant trigger,
        Term term,
        WorkingCalendar calendar,
        [NotNullWhen(true)] out Deadline? deadline,
        out DeadlineProblem problem)
    {
        deadline = null;
        problem = trigger < AlmatyZone.StartOf(EarliestDay) ? DeadlineProblem.TriggerTooEarly
            : trigger >= AlmatyZone.EndOf(LatestDay) ? DeadlineProblem.TooLate
            : DeadlineProblem.None;
        return problem == DeadlineProblem.None
            && DeadlineCount.TryRun(trigger, AlmatyZone.DayOf(trigger), term, calendar, out deadline, out problem);
    }

    /// <summary>As <see cref="ComputeFromDay"/>, for a day that comes from outside.</summary>
    public static bool TryComputeFromDay(
        LocalDate missedDay,
        Term term,
        WorkingCalendar calendar,
        [NotNullWhen(true)] out Deadline? deadline,
        out DeadlineProblem problem) =>
        DeadlineCount.TryRun(trigger: null, missedDay, term, calendar, out deadline, out problem);

    private static ArgumentOutOfRangeException OutOfRange(string parameter, DeadlineProblem problem) =>
        new(parameter, $"No deadline can be computed ({problem}): days from {EarliestDay:uuuu-MM-dd} to {LatestDay:uuuu-MM-dd} can be counted.");
}
