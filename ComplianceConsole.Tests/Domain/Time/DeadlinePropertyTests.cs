using System.Globalization;
using ComplianceConsole.Domain.Time;
using CsCheck;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Time;

public sealed class DeadlinePropertyTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;

    private static readonly Gen<Instant> AnyTrigger =
        Gen.Long[Instant.FromUtc(2023, 1, 1, 0, 0).ToUnixTimeSeconds(), Instant.FromUtc(2029, 1, 1, 0, 0).ToUnixTimeSeconds()]
            .Select(Instant.FromUnixTimeSeconds);

    private static readonly Gen<Term> AnyTerm = Gen.OneOf(
        Gen.Int[1, 40].Select(Term.Days),
        Gen.Int[1, 40].Select(Term.WorkingDays),
        Gen.Int[1, 14].Select(Term.Months));

    private static readonly string[] s_cultures = ["ar-SA", "th-TH", "fa-IR", "kk-KZ", "ru-RU", "tr-TR"];

    private static readonly Gen<WorkingCalendar> AnyCalendar =
        Gen.Int[0, 6 * 365].Array[0, 60].Select(days => days.Aggregate(
            Calendar,
            (calendar, day) =>
            {
                var date = new LocalDate(2023, 1, 1).PlusDays(day);
                return calendar.With((calendar.Years.FirstOrDefault(year => year.Year == date.Year) ?? CalendarYear.Plain(date.Year)).Toggle(date));
            }));

    [Fact]
    public void Trigger_target_last_and_due_come_in_this_order() =>
        AnyDeadline().Sample(deadline =>
            deadline.TriggerDay <= deadline.TargetDay
            && deadline.TargetDay <= deadline.LastDay
            && deadline.LastDay <= deadline.DueDay
            && deadline.Trigger < deadline.DueBefore);

    [Fact]
    public void The_due_day_is_worked_and_no_worked_day_lies_between_it_and_the_last() =>
        AnyDeadline().Sample(deadline =>
            Calendar.IsWorked(deadline.DueDay)
            && (deadline.DueDay == deadline.LastDay || Calendar.CountWorked(deadline.LastDay.PlusDays(-1), deadline.DueDay) == 1));

    [Fact]
    public void The_target_is_worked_or_the_trigger_s_own_day() =>
        AnyDeadline().Sample(deadline => Calendar.IsWorked(deadline.TargetDay) || deadline.TargetDay == deadline.TriggerDay);

    [Fact]
    public void A_term_in_working_days_holds_as_many_of_them() =>
        Gen.Select(AnyTrigger, Gen.Int[1, 40]).Sample((trigger, count) =>
        {
            var deadline = Deadline.Compute(trigger, Term.WorkingDays(count), Calendar);
            return Calendar.CountWorked(deadline.TriggerDay, deadline.DueDay) == count && deadline.TargetDay == deadline.DueDay;
        });

    [Fact]
    public void A_later_trigger_is_never_due_earlier() =>
        Gen.Select(AnyTrigger, Gen.Int[0, 40 * 24 * 3600], AnyTerm).Sample((trigger, seconds, term) =>
        {
            var earlier = Deadline.Compute(trigger, term, Calendar);
            var later = Deadline.Compute(trigger + Duration.FromSeconds(seconds), term, Calendar);
            return earlier.DueBefore <= later.DueBefore && earlier.TargetDay <= later.TargetDay;
        });

    [Fact]
    public void The_end_is_midnight_in_Almaty() =>
        AnyDeadline().Sample(deadline =>
            deadline.DueBefore.InZone(AlmatyZone.Zone).LocalDateTime == deadline.DueDay.PlusDays(1).AtMidnight());

    [Fact]
    public void The_readers_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "ar-SA", "th-TH", "fa-IR", "kk-KZ", "tr-TR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                var vector = ClockVector.All[0];
                Assert.True(Term.TryParse("15D", out var term, out _));
                Assert.Equal("15d", term.ToString());
                Assert.Equal(new LocalDate(2026, 3, 26), Deadline.Compute(vector.Instant, term, Calendar).DueDay);
                Assert.True(WorkingCalendarJson.TryRead(WorkingCalendarJson.Write(Calendar), out _, out _));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Whatever_an_administrator_makes_of_the_calendar_the_order_holds() =>
        Gen.Select(AnyTrigger, Gen.Int[0, 40 * 24 * 3600], AnyTerm, AnyCalendar).Sample((trigger, seconds, term, calendar) =>
        {
            var deadline = Deadline.Compute(trigger, term, calendar);
            var later = Deadline.Compute(trigger + Duration.FromSeconds(seconds), term, calendar);
            return deadline.TargetDay <= deadline.DueDay
                && calendar.IsWorked(deadline.DueDay)
                && (calendar.IsWorked(deadline.TargetDay) || deadline.TargetDay == deadline.TriggerDay)
                && deadline.DueDay <= later.DueDay
                && deadline.TargetDay <= later.TargetDay;
        });

    [Fact]
    public void Around_the_change_of_1_March_2024_days_follow_the_clocks_of_Almaty() =>
        Gen.Select(Gen.Int[-3 * 24 * 60, 3 * 24 * 60], AnyTerm).Sample((minutes, term) =>
        {
            // At that midnight the clocks went back an hour: from UTC+6 to UTC+5.
            var change = Instant.FromUtc(2024, 2, 29, 18, 0);
            var trigger = change + Duration.FromMinutes(minutes);
            var offset = trigger < change ? Offset.FromHours(6) : Offset.FromHours(5);
            var deadline = Deadline.Compute(trigger, term, Calendar);
            return deadline.TriggerDay == trigger.WithOffset(offset).Date
                && deadline.DueBefore > trigger
                && deadline.DueBefore.InZone(AlmatyZone.Zone).TimeOfDay == LocalTime.Midnight;
        });

    [Fact]
    public void No_culture_moves_a_date()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            Gen.Select(AnyTrigger, AnyTerm, Gen.Int[0, s_cultures.Length - 1].Select(at => s_cultures[at])).Sample((trigger, term, culture) =>
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                var expected = Deadline.Compute(trigger, term, Calendar);
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                var deadline = Deadline.Compute(trigger, term, Calendar);
                return (deadline.DueDay, deadline.TargetDay, deadline.DueBefore) == (expected.DueDay, expected.TargetDay, expected.DueBefore);
            }, threads: 1);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Gen<Deadline> AnyDeadline() =>
        Gen.Select(AnyTrigger, AnyTerm, (trigger, term) => Deadline.Compute(trigger, term, Calendar));
}
