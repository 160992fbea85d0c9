using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>One run of the counting rules of <see cref="Deadline"/>, noting its steps.</summary>
internal sealed class DeadlineCount
{
    private readonly WorkingCalendar _calendar;
    private readonly ImmutableArray<DeadlineStep>.Builder _steps = ImmutableArray.CreateBuilder<DeadlineStep>();
    private LocalDate? _unsure;

    private DeadlineCount(WorkingCalendar calendar) => _calendar = calendar;

    internal static bool TryRun(
        Instant? trigger,
        LocalDate triggerDay,
        Term term,
        WorkingCalendar calendar,
        [NotNullWhen(true)] out Deadline? deadline,
        out DeadlineProblem problem)
    {
        deadline = null;
        problem = triggerDay < Deadline.EarliestDay ? DeadlineProblem.TriggerTooEarly
            : triggerDay > Deadline.LatestDay ? DeadlineProblem.TooLate
            : DeadlineProblem.None;
        if (problem != DeadlineProblem.None)
        {
            return false;
        }

        deadline = new DeadlineCount(calendar).Run(trigger, triggerDay, term);
        problem = deadline is null ? DeadlineProblem.TooLate : DeadlineProblem.None;
        return deadline is not null;
    }

    private Deadline? Run(Instant? trigger, LocalDate triggerDay, Term term)
    {
        Note(trigger is null ? DeadlineStepKind.MissedDay : DeadlineStepKind.TriggerDay, triggerDay);
        if (LastDay(triggerDay, term) is not { } lastDay || DueDay(lastDay) is not { } dueDay)
        {
            return null;
        }

        Note(DeadlineStepKind.Closes, dueDay);
        var targetDay = TargetDay(lastDay, triggerDay);
        if (_unsure is { } unsure)
        {
            Note(DeadlineStepKind.Provisional, unsure);
        }

        return new Deadline
        {
            Trigger = trigger,
            TriggerDay = triggerDay,
            Term = term,
            LastDay = lastDay,
            DueDay = dueDay,
            TargetDay = targetDay,
            DueBefore = AlmatyZone.EndOf(dueDay),
            IsProvisional = _unsure is not null,
            Steps = _steps.ToImmutable(),
        };
    }

    private LocalDate? LastDay(LocalDate triggerDay, Term term) => term.Unit switch
    {
        TermUnit.CalendarDays => LastCalendarDay(triggerDay, term.Count),
        TermUnit.WorkingDays => LastWorkingDay(triggerDay, term.Count),
        TermUnit.Months => CorrespondingDay(triggerDay, term.Count),
    };

    private LocalDate? LastCalendarDay(LocalDate triggerDay, int count)
    {
        if (Period.DaysBetween(triggerDay, Deadline.LatestDay) < count)
        {
            return null;
        }

        Note(DeadlineStepKind.FirstDay, triggerDay.PlusDays(1));
        var last = triggerDay.PlusDays(count);
        Note(DeadlineStepKind.LastDay, last);
        return last;
    }

    private LocalDate? LastWorkingDay(LocalDate triggerDay, int count)
    {
        var day = triggerDay;
        for (var counted = 0; counted < count;)
        {
            if (day == Deadline.LatestDay)
            {
                return null;
            }

            day = day.PlusDays(1);
            if (day == triggerDay.PlusDays(1))
            {
                Note(DeadlineStepKind.FirstDay, day);
            }

            var status = Ask(day);
            counted += status.IsWorked() ? 1 : 0;
            if (status != DayStatus.Worked)
            {
                Note(status.IsWorked() ? DeadlineStepKind.CountedByOrder : DeadlineStepKind.NotCounted, day);
            }
        }

        Note(DeadlineStepKind.LastDay, day);
        return day;
    }

    private LocalDate? CorrespondingDay(LocalDate triggerDay, int count)
    {
        if (Period.Between(triggerDay, Deadline.LatestDay, PeriodUnits.Months).Months < count)
        {
            return null;
        }

        var last = triggerDay.PlusMonths(count);
        Note(last.Day == triggerDay.Day ? DeadlineStepKind.CorrespondingDay : DeadlineStepKind.EndOfMonth, last);
        return last;
    }

    private LocalDate? DueDay(LocalDate lastDay)
    {
        var day = lastDay;
        while (!Ask(day).IsWorked())
        {
            if (day == Deadline.LatestDay)
            {
                return null;
            }

            Note(DeadlineStepKind.CannotEnd, day);
            day = day.PlusDays(1);
        }

        if (day != lastDay)
        {
            Note(DeadlineStepKind.MovedTo, day);
        }

        return day;
    }

    private LocalDate TargetDay(LocalDate lastDay, LocalDate triggerDay)
    {
        var day = lastDay;
        while (day > triggerDay && !Ask(day).IsWorked())
        {
            Note(DeadlineStepKind.NotTarget, day);
            day = day.PlusDays(-1);
        }

        Note(DeadlineStepKind.Target, day);
        return day;
    }

    private DayStatus Ask(LocalDate day)
    {
        if (_calendar.IsProvisional(day))
        {
            _unsure ??= day;
        }

        return _calendar.StatusOf(day);
    }

    private void Note(DeadlineStepKind kind, LocalDate day) => _steps.Add(new DeadlineStep(kind, day, _calendar.StatusOf(day)));
}
