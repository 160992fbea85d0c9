using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using CsCheck;
using NodaTime;

namespace ComplianceConsole.Tests.Domain.Consents;

public sealed class ConsentEndingsTests
{
    private static readonly ConsentEvent[] History = [Events.Registered(), Events.Newsletter(), Events.Of(ConsentAct.CompanyData, ConsentEventKind.Given, 3, "3.2.1")];

    [Fact]
    public void A_withdrawal_of_the_whole_ends_every_act_and_owes_destruction()
    {
        var plan = Withdraw(new() { Channel = Channel.Email, At = Events.Now }).Value;

        Assert.Equal([ConsentAct.Registration, ConsentAct.CompanyData, ConsentAct.Newsletter], plan.Endings.Select(one => one.Act));
        Assert.Equal(["3.2.1", "3.2.2", "3.2.4"], plan.Lost);
        Assert.Equal(ConsentState.Withdrawn, plan.State);
        Assert.True(plan.EndsRecord);
    }

    [Fact]
    public void A_withdrawal_by_act_leaves_what_other_acts_cover()
    {
        var plan = Withdraw(new() { Acts = [ConsentAct.Registration], Channel = Channel.Post, At = Events.Now }).Value;

        Assert.Equal(["3.2.2"], plan.Lost);
        Assert.True(plan.After.Covers("3.2.1"));
        Assert.False(plan.EndsRecord);
    }

    [Fact]
    public void A_withdrawal_by_purpose_ends_it_in_every_act()
    {
        var plan = Withdraw(new() { Purposes = ["3.2.1"], Channel = Channel.Post, At = Events.Now }).Value;

        Assert.Equal(
            [(ConsentAct.Registration, "3.2.1"), (ConsentAct.CompanyData, "3.2.1")],
            plan.Endings.Select(one => (one.Act, string.Join(',', one.Purposes))));
        Assert.Equal(ConsentState.Given, plan.State);
    }

    [Fact]
    public void Only_what_stands_can_be_withdrawn_and_not_in_the_future()
    {
        Assert.IsType<NothingToWithdraw>(Withdraw(new() { Acts = [ConsentAct.UseOfResource], Channel = Channel.Post, At = Events.Now }).Refusal);
        Assert.IsType<NothingToWithdraw>(ConsentEndings.Withdraw([], Events.Register, new() { Channel = Channel.Post, At = Events.Now }, Events.Now).Refusal);
        Assert.Equal(
            new InvalidInput("ReceivedAt", "InFuture"),
            Withdraw(new() { Channel = Channel.Post, At = Events.Now + Duration.FromMinutes(1) }).Refusal);
    }

    [Theory]
    [InlineData(RefusalGround.UnfulfilledObligation)]
    [InlineData(RefusalGround.LegalDutyToKeep)]
    public void What_stands_against_it_refuses_the_purposes_it_concerns_and_no_others(RefusalGround ground)
    {
        var hindrance = new WithdrawalHindrance(ground, ["3.2.2"]);

        Assert.Equal(new WithdrawalHindered(ground), Withdraw(new() { Channel = Channel.Post, At = Events.Now, Hindrance = hindrance }).Refusal);
        Assert.True(Withdraw(new() { Acts = [ConsentAct.Newsletter], Channel = Channel.Post, At = Events.Now, Hindrance = hindrance }).IsDone);
        Assert.Equal(
            new WithdrawalHindered(ground),
            Withdraw(new() { Acts = [ConsentAct.Newsletter], Channel = Channel.Post, At = Events.Now, Hindrance = new(ground, []) }).Refusal);
    }

    [Fact]
    public void What_has_run_out_expires_once()
    {
        var lastDay = AlmatyZone.DayOf(Events.Now).PlusDays(-1);
        ConsentEvent[] events = [Events.Registered() with { Until = lastDay }, Events.Newsletter()];

        var expiry = ConsentEndings.Expire(events, Events.Register, Events.Now);
        Assert.NotNull(expiry);
        Assert.Equal(lastDay, AlmatyZone.DayOf(expiry.At));
        var plan = expiry.Plan;
        Assert.Equal((ConsentState.Expired, false), (plan.State, plan.EndsRecord));
        Assert.Equal(["3.2.1", "3.2.2"], plan.Lost);

        var recorded = events.Append(Events.Of(ConsentAct.Registration, ConsentEventKind.Expired, 300, [.. plan.Endings[0].Purposes])).ToList();
        Assert.Null(ConsentEndings.Expire(recorded, Events.Register, Events.Now));
    }

    [Fact]
    public void The_last_term_that_runs_out_owes_destruction()
    {
        var lastDay = AlmatyZone.DayOf(Events.Now).PlusDays(-1);
        Assert.True(ConsentEndings.Expire([Events.Registered() with { Until = lastDay }], Events.Register, Events.Now)!.Plan.EndsRecord);
        Assert.Null(ConsentEndings.Expire([Events.Registered() with { Until = lastDay.PlusDays(1) }], Events.Register, Events.Now));
    }

    [Fact]
    public void Terms_that_ran_out_one_after_the_other_are_recorded_so_and_the_last_owes_destruction()
    {
        var today = AlmatyZone.DayOf(Events.Now);
        ConsentEvent[] events = [Events.Registered() with { Until = today.PlusDays(-9) }, Events.Newsletter() with { Until = today.PlusDays(-3) }];

        var first = ConsentEndings.Expire(events, Events.Register, Events.Now)!;
        Assert.Equal((today.PlusDays(-9), false), (first.LastDay, first.Plan.EndsRecord));
        var recorded = events.Append(Events.Of(ConsentAct.Registration, ConsentEventKind.Expired, 300, "3.2.1", "3.2.2")).ToList();
        var second = ConsentEndings.Expire(recorded, Events.Register, Events.Now)!;
        Assert.Equal((today.PlusDays(-3), true), (second.LastDay, second.Plan.EndsRecord));
    }

    [Fact]
    public void Only_a_covered_purpose_can_be_achieved()
    {
        Assert.Equal(new PurposeNotCovered("3.2.3"), ConsentEndings.Achieve(History, Events.Register, ["3.2.1", "3.2.3"], Events.Now).Refusal);

        var plan = ConsentEndings.Achieve(History, Events.Register, ["3.2.1", "3.2.2", "3.2.4"], Events.Now).Value;
        Assert.True(plan.EndsRecord);
        Assert.Equal(ConsentEventKind.PurposeAchieved, plan.Kind);
    }

    [Fact]
    public void After_a_withdrawal_of_the_whole_nothing_that_needs_consent_is_covered_and_nothing_else_changed() =>
        Events.Histories.Sample(events =>
        {
            var before = PurposeCover.Of(events, Events.Register, AlmatyZone.DayOf(Events.Now));
            if (!ConsentEndings.Withdraw(events, Events.Register, new() { Channel = Channel.Post, At = Events.Now }, Events.Now).TryGet(out var plan, out _))
            {
                return;
            }

            Assert.DoesNotContain(plan.After.Purposes, purpose => purpose.Purpose.NeedsConsent && purpose.IsCovered);
            Assert.Equal(before.Covered.Except(plan.Lost, StringComparer.Ordinal), plan.After.Covered, StringComparer.Ordinal);
            Assert.Equal(before.HoldsRecord, plan.EndsRecord);
        });

    [Fact]
    public void A_withdrawal_never_covers_more_and_a_second_of_the_same_finds_nothing() =>
        Gen.Select(Events.Histories, Gen.Enum<ConsentAct>(), Gen.Int[0, 2].Select(index => Events.Codes[index])).Sample((events, act, purpose) =>
        {
            var withdrawal = new ConsentWithdrawal { Acts = [act], Purposes = [purpose], Channel = Channel.Post, At = Events.Now };
            if (!ConsentEndings.Withdraw(events, Events.Register, withdrawal, Events.Now).TryGet(out var plan, out _))
            {
                return;
            }

            var before = PurposeCover.Of(events, Events.Register, AlmatyZone.DayOf(Events.Now));
            Assert.All(plan.After.Covered, code => Assert.True(before.Covers(code)));
            var after = events.Append(Events.Of(act, ConsentEventKind.Withdrawn, 301, purpose)).ToList();
            Assert.IsType<NothingToWithdraw>(ConsentEndings.Withdraw(after, Events.Register, withdrawal, Events.Now).Refusal);
        });

    private static Result<ConsentEndPlan> Withdraw(ConsentWithdrawal withdrawal) =>
        ConsentEndings.Withdraw(History, Events.Register, withdrawal, Events.Now);
}
