using ComplianceConsole.Domain.Time;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Time;

public sealed class DeadlineTests
{
    private static readonly WorkingCalendar Kazakhstan = WorkingCalendar.Kazakhstan;

    public static TheoryData<int> Vectors => [.. Enumerable.Range(0, ClockVector.All.Count)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Worked_examples_hold(int index)
    {
        var vector = ClockVector.All[index];
        var deadline = Deadline.Compute(vector.Instant, vector.Term, Kazakhstan);
        Assert.Equal(
            (vector.LastDay, vector.DueDay, vector.TargetDay, vector.DueBefore),
            (Iso(deadline.LastDay), Iso(deadline.DueDay), Iso(deadline.TargetDay), InstantPattern.ExtendedIso.Format(deadline.DueBefore)));
    }

    [Fact]
    public void There_are_worked_examples_of_every_unit() =>
        Assert.Equal(Enum.GetValues<TermUnit>().Length, ClockVector.All.Select(vector => vector.Term.Unit).Distinct().Count());

    [Fact]
    public void Says_step_by_step_why()
    {
        var deadline = Deadline.Compute(At("2026-03-06T10:00:00+05:00"), Term.Days(15), Kazakhstan);
        Assert.Equal(
            [
                (DeadlineStepKind.TriggerDay, "2026-03-06", DayStatus.Worked),
                (DeadlineStepKind.FirstDay, "2026-03-07", DayStatus.Weekend),
                (DeadlineStepKind.LastDay, "2026-03-21", DayStatus.Weekend),
                (DeadlineStepKind.CannotEnd, "2026-03-21", DayStatus.Weekend),
                (DeadlineStepKind.CannotEnd, "2026-03-22", DayStatus.Weekend),
                (DeadlineStepKind.CannotEnd, "2026-03-23", DayStatus.DayOff),
                (DeadlineStepKind.CannotEnd, "2026-03-24", DayStatus.DayOff),
                (DeadlineStepKind.CannotEnd, "2026-03-25", DayStatus.DayOff),
                (DeadlineStepKind.MovedTo, "2026-03-26", DayStatus.Worked),
                (DeadlineStepKind.Closes, "2026-03-26", DayStatus.Worked),
                (DeadlineStepKind.NotTarget, "2026-03-21", DayStatus.Weekend),
                (DeadlineStepKind.Target, "2026-03-20", DayStatus.Worked),
            ],
            deadline.Steps.Select(step => (step.Kind, Iso(step.Day), step.Status)));
        Assert.Equal([173, 175, 176], deadline.Steps.Select(step => step.CivilCodeArticle).OfType<int>().Distinct());
        Assert.Equal([1, 2, 3, 4, 5], deadline.Steps.Select(step => step.Rule).OfType<int>().Distinct());
        Assert.False(deadline.IsProvisional);
    }

    [Fact]
    public void Says_which_days_a_term_in_working_days_passed_over()
    {
        var deadline = Deadline.Compute(At("2025-01-02T12:00:00+05:00"), Term.WorkingDays(2), Kazakhstan);
        Assert.Equal(
            [
                (DeadlineStepKind.TriggerDay, "2025-01-02"),
                (DeadlineStepKind.FirstDay, "2025-01-03"),
                (DeadlineStepKind.NotCounted, "2025-01-03"),
                (DeadlineStepKind.NotCounted, "2025-01-04"),
                (DeadlineStepKind.CountedByOrder, "2025-01-05"),
                (DeadlineStepKind.LastDay, "2025-01-06"),
                (DeadlineStepKind.Closes, "2025-01-06"),
                (DeadlineStepKind.Target, "2025-01-06"),
            ],
            deadline.Steps.Select(step => (step.Kind, Iso(step.Day))));
    }

    [Theory]
    [InlineData("2025-08-31T09:00:00+05:00", DeadlineStepKind.EndOfMonth, "2026-02-28")]
    [InlineData("2025-08-28T09:00:00+05:00", DeadlineStepKind.CorrespondingDay, "2026-02-28")]
    public void Says_whether_the_month_has_the_corresponding_day(string trigger, DeadlineStepKind kind, string day)
    {
        var deadline = Deadline.Compute(At(trigger), Term.Months(6), Kazakhstan);
        Assert.Equal((kind, day), (deadline.Steps[1].Kind, Iso(deadline.Steps[1].Day)));
        Assert.Equal(174, deadline.Steps[1].CivilCodeArticle);
    }

    [Fact]
    public void Runs_from_the_missed_day_and_not_from_the_midnight_that_closed_it()
    {
        var missed = Deadline.Compute(At("2026-03-16T10:00:00+05:00"), Term.Days(15), Kazakhstan);
        Assert.Equal(new LocalDate(2026, 3, 31), missed.DueDay);

        var next = Deadline.ComputeFromDay(missed.DueDay, Term.Months(6), Kazakhstan);
        Assert.Equal(new LocalDate(2026, 9, 30), next.DueDay);
        Assert.Equal(new LocalDate(2026, 10, 1), Deadline.Compute(missed.DueBefore, Term.Months(6), Kazakhstan).DueDay);
        Assert.Null(next.Trigger);
        Assert.Equal((DeadlineStepKind.MissedDay, (int?)6), (next.Steps[0].Kind, next.Steps[0].Rule));
    }

    [Fact]
    public void The_target_is_never_before_the_trigger()
    {
        var saturday = Deadline.Compute(At("2026-11-21T10:00:00+05:00"), Term.Days(1), Kazakhstan);
        Assert.Equal(new LocalDate(2026, 11, 21), saturday.TargetDay);
        Assert.Equal(new LocalDate(2026, 11, 23), saturday.DueDay);
    }

    [Theory]
    [InlineData("2026-12-01T10:00:00+05:00", 15, false)]
    [InlineData("2026-12-20T10:00:00+05:00", 15, true)]
    [InlineData("2030-06-03T10:00:00+05:00", 15, true)]
    [InlineData("2023-12-01T10:00:00+05:00", 15, true)]
    [InlineData("2023-12-20T10:00:00+05:00", 15, false)]
    public void Is_provisional_where_it_asked_about_a_year_without_an_official_calendar(string trigger, int days, bool provisional)
    {
        var deadline = Deadline.Compute(At(trigger), Term.Days(days), Kazakhstan);
        Assert.Equal(provisional, deadline.IsProvisional);
        Assert.Equal(provisional, deadline.Steps[^1].Kind == DeadlineStepKind.Provisional);
    }

    [Fact]
    public void Beyond_the_last_known_year_only_weekends_are_known()
    {
        // 16 December 2030, a holiday, is a Monday.
        var deadline = Deadline.Compute(At("2030-12-01T10:00:00+05:00"), Term.Days(15), Kazakhstan);
        Assert.Equal(new LocalDate(2030, 12, 16), deadline.DueDay);
    }

    [Fact]
    public void On_time_is_decided_by_the_instant()
    {
        var deadline = Deadline.Compute(At("2026-05-08T15:00:00+05:00"), Term.WorkingDays(1), Kazakhstan);
        Assert.True(deadline.IsMetAt(deadline.DueBefore - Duration.Epsilon));
        Assert.False(deadline.IsMetAt(deadline.DueBefore));
    }

    [Fact]
    public void Dates_out_of_reach_are_named_as_such()
    {
        Assert.Equal(DeadlineProblem.TriggerTooEarly, ProblemOf(default, Term.Days(1)));
        Assert.Equal(DeadlineProblem.TriggerTooEarly, ProblemOf(Instant.MinValue, Term.Months(6)));
        Assert.Equal(DeadlineProblem.TooLate, ProblemOf(Instant.MaxValue, Term.WorkingDays(1)));
        Assert.Equal(DeadlineProblem.TooLate, ProblemOf(Instant.FromUtc(9998, 12, 31, 0, 0), Term.Days(1)));
        Assert.Equal(DeadlineProblem.TooLate, ProblemOf(Instant.FromUtc(9998, 12, 31, 0, 0), Term.WorkingDays(1)));
        Assert.Equal(DeadlineProblem.TooLate, ProblemOf(Instant.FromUtc(9950, 12, 31, 0, 0), Term.Months(Term.MaxMonths)));
        Assert.Equal(DeadlineProblem.None, ProblemOf(Instant.FromUtc(2026, 1, 1, 0, 0), Term.WorkingDays(Term.MaxDays)));
        Assert.False(Deadline.TryComputeFromDay(LocalDate.MaxIsoValue, Term.Days(1), Kazakhstan, out _, out var late));
        Assert.Equal(DeadlineProblem.TooLate, late);
        Assert.Throws<ArgumentOutOfRangeException>(() => Deadline.Compute(default, Term.Days(1), Kazakhstan));
    }

    [Fact]
    public void A_calendar_without_a_working_day_ends_in_a_plain_refusal()
    {
        var last = Deadline.LatestDay.Year;
        var days = Enumerable.Range(0, 365).Select(new LocalDate(last, 1, 1).PlusDays)
            .Where(day => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday));
        Assert.True(CalendarYear.TryCreate(last, isProvisional: false, days, [], out var idle, out _));
        Assert.False(Deadline.TryCompute(Instant.FromUtc(last, 3, 1, 0, 0), Term.Days(1), Kazakhstan.With(idle), out _, out var problem));
        Assert.Equal(DeadlineProblem.TooLate, problem);
    }

    private static DeadlineProblem ProblemOf(Instant trigger, Term term)
    {
        Deadline.TryCompute(trigger, term, Kazakhstan, out _, out var problem);
        return problem;
    }

    private static Instant At(string text) => OffsetDateTimePattern.ExtendedIso.Parse(text).Value.ToInstant();

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
