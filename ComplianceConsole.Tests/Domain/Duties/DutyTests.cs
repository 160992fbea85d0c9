using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Duties;

public sealed class DutyTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;
    private static readonly DutyCatalogue Catalogue = DutyCatalogue.OfThePolicy;
    private static readonly Instant Monday = Instant.FromUtc(2026, 6, 1, 5, 0);

    [Theory]
    [InlineData(DutyKind.Disclose, "9.1", "15d", null, null)]
    [InlineData(DutyKind.Correct, "9.3", "1wd", "25", "1wd")]
    [InlineData(DutyKind.DestroyOnEvidence, "9.4", "1wd", null, null)]
    [InlineData(DutyKind.BlockOnComplaint, "", null, "25", "1wd")]
    [InlineData(DutyKind.StopUnlawfulProcessing, "9.6", "3wd", null, null)]
    [InlineData(DutyKind.AnswerWithdrawal, "4.5 9.6", null, "8(7)", "15wd")]
    [InlineData(DutyKind.DestroyAfterPurpose, "9.7", "15d", null, null)]
    [InlineData(DutyKind.DestroyBlocked, "9.8", "6m", null, null)]
    [InlineData(DutyKind.ReportBreach, "", null, "25", "1wd")]
    public void Terms_are_those_of_policy_and_law(DutyKind kind, string clauses, string? policy, string? article, string? law)
    {
        var rule = Catalogue[kind];
        Assert.Equal(
            (clauses, policy, article, law),
            (string.Join(' ', rule.Clauses), rule.PolicyTerm?.ToString(), rule.LawArticle, rule.LawTerm?.ToString()));
        Assert.Equal(kind == DutyKind.AnswerWithdrawal, rule.IsAtOnce);
    }

    [Fact]
    public void Every_kind_has_its_rule() => Assert.Equal(Enum.GetValues<DutyKind>(), Catalogue.Rules.Select(rule => rule.Kind));

    [Fact]
    public void The_earlier_of_policy_and_law_leads()
    {
        var same = Duty.Start(Catalogue[DutyKind.Correct], Monday, Calendar);
        Assert.Same(same.Policy, same.Leading);
        Assert.NotNull(same.Law);
        Assert.False(same.LawLeads);

        var slower = Catalogue.WithPolicyTerm(DutyKind.Correct, Term.WorkingDays(5));
        var byLaw = Duty.Start(slower[DutyKind.Correct], Monday, Calendar);
        Assert.True(byLaw.LawLeads);
        Assert.Equal(new LocalDate(2026, 6, 2), byLaw.Leading.DueDay);
        Assert.Equal(new LocalDate(2026, 6, 8), byLaw.Policy?.DueDay);
    }

    [Fact]
    public void Where_the_policy_sets_no_term_the_laws_is_the_last_moment()
    {
        var withdrawal = Duty.Start(Catalogue[DutyKind.AnswerWithdrawal], Monday, Calendar);
        Assert.Null(withdrawal.Policy);
        Assert.True(withdrawal.LawLeads);
        Assert.Equal(new LocalDate(2026, 6, 22), withdrawal.Leading.DueDay);
    }

    [Fact]
    public void What_is_owed_at_once_aims_at_the_day_of_its_trigger_and_is_judged_by_the_law()
    {
        var saturday = Instant.FromUtc(2026, 6, 6, 5, 0);
        var withdrawal = Duty.Start(Catalogue[DutyKind.AnswerWithdrawal], saturday, Calendar);

        Assert.Equal(new LocalDate(2026, 6, 6), withdrawal.Leading.TargetDay);
        Assert.Equal(withdrawal.Law!.DueDay, withdrawal.Leading.DueDay);
        Assert.Equal(withdrawal.Law.DueBefore, withdrawal.Leading.DueBefore);
        Assert.Equal(withdrawal.Law.DueDay, withdrawal.Law.TargetDay);
        var aim = Assert.Single(withdrawal.Leading.Steps, step => step.Kind is DeadlineStepKind.AtOnce or DeadlineStepKind.Target or DeadlineStepKind.NotTarget);
        Assert.Equal(new DeadlineStep(DeadlineStepKind.AtOnce, new LocalDate(2026, 6, 6), DayStatus.Weekend), aim);
        Assert.Equal(ClockState.DueToday, ClockReading.Read(withdrawal.Leading, saturday, Calendar).State);
        Assert.Equal(ClockState.DueToday, ClockReading.Read(withdrawal.Leading, saturday + Duration.FromDays(5), Calendar).State);
        Assert.Equal(ClockState.Overdue, ClockReading.Read(withdrawal.Leading, withdrawal.Leading.DueBefore, Calendar).State);
    }

    [Fact]
    public void A_term_that_a_version_sets_takes_the_place_of_at_once()
    {
        var set = Catalogue.With([new DutyTerm(DutyKind.AnswerWithdrawal, Term.WorkingDays(3), ["4.5"])]);

        var withdrawal = Duty.Start(set[DutyKind.AnswerWithdrawal], Monday, Calendar);

        Assert.False(withdrawal.Rule.IsAtOnce);
        Assert.Equal((new LocalDate(2026, 6, 4), new LocalDate(2026, 6, 4)), (withdrawal.Leading.TargetDay, withdrawal.Leading.DueDay));
        Assert.Same(withdrawal.Law, withdrawal.Beside);
    }

    [Fact]
    public void Every_duty_with_two_clocks_is_led_by_the_earlier_and_names_the_other_where_it_ends_later()
    {
        foreach (var rule in Catalogue.Rules.Where(rule => rule.LawTerm is not null && rule.PolicyTerm is not null))
        {
            Assert.Null(Duty.Start(rule, Monday, Calendar).Beside);
            var (slower, faster) = (rule with { PolicyTerm = Term.WorkingDays(5) }, rule with { LawTerm = Term.WorkingDays(5) });
            var (byLaw, byPolicy) = (Duty.Start(slower, Monday, Calendar), Duty.Start(faster, Monday, Calendar));
            Assert.Equal((byLaw.Law, byLaw.Policy), (byLaw.Leading, byLaw.Beside));
            Assert.Equal((byPolicy.Policy, byPolicy.Law), (byPolicy.Leading, byPolicy.Beside));
        }

        Assert.Equal(
            [DutyKind.Correct, DutyKind.AnswerWithdrawal],
            Catalogue.Rules.Where(rule => rule.LawTerm is not null && !rule.Clauses.IsEmpty).Select(rule => rule.Kind));
    }

    [Fact]
    public void A_missed_destruction_is_followed_by_six_months_from_the_missed_day()
    {
        var destroy = Duty.Start(Catalogue[DutyKind.DestroyAfterPurpose], Monday, Calendar);
        Assert.Equal(new LocalDate(2026, 6, 16), destroy.Leading.DueDay);

        var next = destroy.AfterMissing(Catalogue, Calendar);
        Assert.Equal(DutyKind.DestroyBlocked, next?.Kind);
        Assert.Equal(new LocalDate(2026, 6, 16), next?.Leading.TriggerDay);
        Assert.Equal(new LocalDate(2026, 12, 17), next?.Leading.DueDay);
        Assert.Null(next?.AfterMissing(Catalogue, Calendar));
    }

    [Fact]
    public void A_trigger_of_the_wrong_nature_is_a_mistake_of_the_code()
    {
        Assert.Throws<ArgumentException>(() => Duty.Start(Catalogue[DutyKind.DestroyBlocked], Monday, Calendar));
        Assert.Throws<ArgumentException>(() => Duty.StartFromMissedDay(Catalogue[DutyKind.Disclose], new LocalDate(2026, 6, 1), Calendar));
        Assert.Throws<ArgumentException>(() => Catalogue.WithPolicyTerm(DutyKind.ReportBreach, Term.Days(3)));
    }

    [Fact]
    public void A_trigger_out_of_reach_is_refused()
    {
        Assert.False(Duty.TryStart(Catalogue[DutyKind.Correct], default, Calendar, out _, out var problem));
        Assert.Equal(DeadlineProblem.TriggerTooEarly, problem);
        Assert.True(Duty.TryStart(Catalogue[DutyKind.Correct], Monday, Calendar, out var duty, out _));
        Assert.Equal(new LocalDate(2026, 6, 2), duty.Leading.DueDay);
    }
}
