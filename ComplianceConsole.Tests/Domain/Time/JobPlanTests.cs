using ComplianceConsole.Domain.Time;
using CsCheck;
using NodaTime;

namespace ComplianceConsole.Tests.Domain.Time;

public sealed class JobPlanTests
{
    private static readonly WorkingCalendar s_calendar = WorkingCalendar.Kazakhstan;

    private static readonly JobPlan[] s_plans =
        [JobPlan.Hourly, JobPlan.Daily(new LocalTime(3, 30)), JobPlan.WorkingDays(new LocalTime(8, 0)), JobPlan.WorkingDays(new LocalTime(0, 0))];

    [Fact]
    public void The_digest_is_planned_for_eight_in_Almaty_on_working_days()
    {
        var plan = JobPlan.WorkingDays(new LocalTime(8, 0));
        var friday = Instant.FromUtc(2026, 11, 20, 3, 0);

        Assert.Equal(friday, plan.Last(friday, s_calendar));
        Assert.Equal(Instant.FromUtc(2026, 11, 19, 3, 0), plan.Last(friday - Duration.FromTicks(1), s_calendar));
        Assert.Equal(friday, plan.Last(Instant.FromUtc(2026, 11, 22, 12, 0), s_calendar));
        Assert.Equal(Instant.FromUtc(2026, 11, 23, 3, 0), plan.Next(friday, s_calendar));

        // 16 December is a holiday; before 1 March 2024 Almaty was an hour further east.
        Assert.Equal(Instant.FromUtc(2026, 12, 17, 3, 0), plan.Next(Instant.FromUtc(2026, 12, 15, 3, 0), s_calendar));
        Assert.Equal(Instant.FromUtc(2024, 2, 29, 2, 0), plan.Last(Instant.FromUtc(2024, 2, 29, 12, 0), s_calendar));
    }

    [Fact]
    public void Between_the_last_slot_and_the_next_there_is_no_other() =>
        Gen.Select(
            Gen.Long[Instant.FromUtc(2024, 1, 1, 0, 0).ToUnixTimeSeconds(), Instant.FromUtc(2028, 1, 1, 0, 0).ToUnixTimeSeconds()].Select(Instant.FromUnixTimeSeconds),
            Gen.Int[0, s_plans.Length - 1].Select(at => s_plans[at])).Sample((now, plan) =>
        {
            var (last, next) = (plan.Last(now, s_calendar), plan.Next(now, s_calendar));
            return last <= now && now < next && plan.Next(last, s_calendar) == next && plan.Last(next, s_calendar) == next
                && plan.Last(next - Duration.FromTicks(1), s_calendar) == last;
        });

    [Fact]
    public void A_digest_is_made_up_on_its_own_day_alone()
    {
        var plan = JobPlan.WorkingDays(new LocalTime(8, 0));
        var slot = Instant.FromUtc(2026, 11, 20, 3, 0);

        Assert.Equal(AlmatyZone.EndOf(new LocalDate(2026, 11, 20)), slot + plan.MadeUpFor);
        Assert.Equal(Duration.MaxValue, JobPlan.Hourly.MadeUpFor);
    }
}
