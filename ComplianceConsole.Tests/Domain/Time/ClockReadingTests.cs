using ComplianceConsole.Domain.Time;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Time;

public sealed class ClockReadingTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;

    // Received on Friday 6 March 2026; target Friday 20 March, due Thursday 26 March.
    private static readonly Deadline Disclosure = Deadline.Compute(Noon(3, 6), Term.Days(15), Calendar);

    [Theory]
    [InlineData(3, 6, ClockState.Running, 20)]
    [InlineData(3, 19, ClockState.Soon, 7)]
    [InlineData(3, 17, ClockState.Soon, 9)]
    [InlineData(3, 16, ClockState.Running, 10)]
    [InlineData(3, 20, ClockState.DueToday, 6)]
    [InlineData(3, 25, ClockState.DueToday, 1)]
    [InlineData(3, 26, ClockState.DueToday, 0)]
    [InlineData(3, 27, ClockState.Overdue, -1)]
    [InlineData(4, 26, ClockState.Overdue, -31)]
    public void State_and_days_left_follow_the_day(int month, int day, ClockState state, int daysLeft)
    {
        var reading = ClockReading.Read(Disclosure, Noon(month, day), Calendar);
        Assert.Equal((state, daysLeft), (reading.State, reading.DaysLeft));
        Assert.Equal(state == ClockState.Overdue, reading.IsLate);
    }

    [Fact]
    public void The_target_day_makes_it_todays_work_however_many_working_days_are_left()
    {
        // A target in the middle of the term, as only a long row of days off could make it.
        var aheadOfTime = Deadline.Compute(Noon(6, 1), Term.Days(30), Calendar);
        var weekdays = Enumerable.Range(2, 29).Select(new LocalDate(2026, 6, 1).PlusDays)
            .Where(day => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday));
        Assert.True(CalendarYear.TryCreate(2026, isProvisional: false, weekdays, [], out var idle, out _));
        var early = Deadline.Compute(Noon(6, 1), Term.Days(30), Calendar.With(idle));
        Assert.Equal(new LocalDate(2026, 6, 2), early.TargetDay);

        Assert.Equal(ClockState.Running, ClockReading.Read(aheadOfTime, Noon(6, 2), Calendar).State);
        Assert.Equal(ClockState.DueToday, ClockReading.Read(early, Noon(6, 2), Calendar).State);
    }

    [Fact]
    public void The_last_moment_is_still_today_and_the_next_is_late()
    {
        Assert.Equal(ClockState.DueToday, ClockReading.Read(Disclosure, Disclosure.DueBefore - Duration.Epsilon, Calendar).State);
        Assert.Equal(ClockState.Overdue, ClockReading.Read(Disclosure, Disclosure.DueBefore, Calendar).State);
    }

    [Fact]
    public void The_instant_at_which_it_ended_decides_and_not_when_one_looks()
    {
        var onTime = ClockReading.Read(Disclosure, Noon(6, 1), Calendar, endedAt: Disclosure.DueBefore - Duration.Epsilon);
        Assert.Equal((ClockState.Done, false, 0), (onTime.State, onTime.IsLate, onTime.DaysLeft));

        var late = ClockReading.Read(Disclosure, Noon(6, 1), Calendar, endedAt: Disclosure.DueBefore);
        Assert.Equal((ClockState.Done, true, -1), (late.State, late.IsLate, late.DaysLeft));
    }

    [Fact]
    public void The_bar_runs_from_trigger_to_end()
    {
        Assert.Equal(0, ClockReading.Read(Disclosure, Noon(3, 6), Calendar).Elapsed);
        Assert.Equal(0, ClockReading.Read(Disclosure, Noon(3, 5), Calendar).Elapsed);
        Assert.Equal(1, ClockReading.Read(Disclosure, Noon(4, 6), Calendar).Elapsed);
        Assert.Equal(10 / 20.5, ClockReading.Read(Disclosure, Noon(3, 16), Calendar).Elapsed, precision: 9);
        Assert.Equal(14.5 / 20.5, ClockReading.Read(Disclosure, Noon(3, 16), Calendar).TargetMark, precision: 9);
    }

    [Fact]
    public void The_bar_of_a_missed_day_starts_with_that_day()
    {
        var deadline = Deadline.ComputeFromDay(new LocalDate(2026, 3, 26), Term.WorkingDays(1), Calendar);
        Assert.Equal(0.25, ClockReading.Read(deadline, Noon(3, 26), Calendar).Elapsed, precision: 9);
    }

    private static Instant Noon(int month, int day) =>
        new LocalDateTime(2026, month, day, 12, 0).InZoneStrictly(AlmatyZone.Zone).ToInstant();
}
