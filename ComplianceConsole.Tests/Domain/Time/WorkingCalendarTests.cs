using ComplianceConsole.Domain.Time;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Time;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Kazakhstan = WorkingCalendar.Kazakhstan;

    [Theory]
    [InlineData(2026, 3, 20, DayStatus.Worked)]
    [InlineData(2026, 3, 21, DayStatus.Weekend)]
    [InlineData(2026, 3, 23, DayStatus.DayOff)]
    [InlineData(2024, 5, 4, DayStatus.WorkedByOrder)]
    [InlineData(2025, 1, 5, DayStatus.WorkedByOrder)]
    [InlineData(2031, 3, 21, DayStatus.Worked)]
    [InlineData(2031, 3, 22, DayStatus.Weekend)]
    public void A_day_has_its_status(int year, int month, int day, DayStatus status)
    {
        Assert.Equal(status, Kazakhstan.StatusOf(new LocalDate(year, month, day)));
        Assert.Equal(status is DayStatus.Worked or DayStatus.WorkedByOrder, Kazakhstan.IsWorked(new LocalDate(year, month, day)));
    }

    [Theory]
    [InlineData(2023, CalendarStanding.Unknown)]
    [InlineData(2026, CalendarStanding.Official)]
    [InlineData(2027, CalendarStanding.Provisional)]
    [InlineData(2028, CalendarStanding.Unknown)]
    public void A_year_has_its_standing(int year, CalendarStanding standing)
    {
        Assert.Equal(standing, Kazakhstan.StandingOf(year));
        Assert.Equal(standing != CalendarStanding.Official, Kazakhstan.IsProvisional(new LocalDate(year, 6, 1)));
        Assert.Equal(standing != CalendarStanding.Unknown, Kazakhstan.IsKnown(year));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        Assert.True(WorkingCalendarJson.TryRead(WorkingCalendarJson.Write(Kazakhstan), out var read, out _));
        Assert.Equal(WorkingCalendarJson.Write(Kazakhstan), WorkingCalendarJson.Write(read));
        Assert.Equal([2024, 2025, 2026, 2027], read.Years.Select(year => year.Year));
        Assert.Equal(14, read.Years[0].DaysOff.Length);
        Assert.Equal(Kazakhstan.Note, read.Note);
    }

    [Fact]
    public void An_edit_moves_a_deadline_and_leaves_the_old_calendar_as_it_was()
    {
        var trigger = Instant.FromUtc(2026, 5, 8, 10, 0);
        var before = Kazakhstan.Years.Single(year => year.Year == 2026);
        Assert.True(CalendarYear.TryCreate(2026, before.IsProvisional, [.. before.DaysOff, new LocalDate(2026, 5, 12)], [], out var edited, out _));

        Assert.Equal(new LocalDate(2026, 5, 13), Deadline.Compute(trigger, Term.WorkingDays(1), Kazakhstan.With(edited)).DueDay);
        Assert.Equal(new LocalDate(2026, 5, 12), Deadline.Compute(trigger, Term.WorkingDays(1), Kazakhstan).DueDay);
    }

    [Theory]
    [InlineData("not json", CalendarProblemKind.NotACalendar)]
    [InlineData("[]", CalendarProblemKind.NotACalendar)]
    [InlineData("null", CalendarProblemKind.NotACalendar)]
    [InlineData("""{"country":"KZ","time_zone":"Asia/Almaty"}""", CalendarProblemKind.NotACalendar)]
    [InlineData("""{"country":"KZ","time_zone":"Europe/Paris","years":{}}""", CalendarProblemKind.OtherZone)]
    public void A_file_that_is_no_calendar_is_refused(string json, CalendarProblemKind expected)
    {
        Assert.False(WorkingCalendarJson.TryRead(json, out _, out var problem));
        Assert.Equal(expected, problem.Kind);
    }

    [Theory]
    [InlineData("\"2026\":null", CalendarProblemKind.NotACalendar)]
    [InlineData("\"next\":{\"provisional\":false,\"days_off\":[],\"working_weekends\":[]}", CalendarProblemKind.NotACalendar)]
    [InlineData("\"2026\":{\"provisional\":false,\"days_off\":[null],\"working_weekends\":[]}", CalendarProblemKind.NotACalendar)]
    [InlineData("\"2026\":{\"provisional\":false,\"days_off\":[\"2026-02-30\"],\"working_weekends\":[]}", CalendarProblemKind.NotACalendar)]
    [InlineData("\"2026\":{\"days_off\":[],\"working_weekends\":[]}", CalendarProblemKind.NotACalendar)]
    [InlineData("\"1926\":{\"provisional\":false,\"days_off\":[],\"working_weekends\":[]}", CalendarProblemKind.YearOutOfRange)]
    [InlineData("\"2026\":{\"provisional\":false,\"days_off\":[\"2025-03-10\"],\"working_weekends\":[]}", CalendarProblemKind.DayOfAnotherYear)]
    [InlineData("\"2026\":{\"provisional\":false,\"days_off\":[\"2026-03-21\"],\"working_weekends\":[]}", CalendarProblemKind.DayOffOnWeekend)]
    [InlineData("\"2026\":{\"provisional\":false,\"days_off\":[],\"working_weekends\":[\"2026-03-20\"]}", CalendarProblemKind.WorkingDayNotOnWeekend)]
    [InlineData("\"2026\":{\"provisional\":false,\"days_off\":[\"2026-03-20\",\"2026-03-20\"],\"working_weekends\":[]}", CalendarProblemKind.Repeated)]
    [InlineData("\"2026\":{\"provisional\":false,\"days_off\":[],\"working_weekends\":[]},\"02026\":{\"provisional\":false,\"days_off\":[],\"working_weekends\":[]}", CalendarProblemKind.Repeated)]
    public void A_year_that_does_not_hold_is_refused(string year, CalendarProblemKind expected)
    {
        var json = """{"country":"KZ","time_zone":"Asia/Almaty","years":{""" + year + "}}";
        Assert.False(WorkingCalendarJson.TryRead(json, out _, out var problem));
        Assert.Equal(expected, problem.Kind);
    }
}
