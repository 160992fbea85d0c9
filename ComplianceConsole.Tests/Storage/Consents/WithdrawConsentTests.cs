using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Tests.Storage.Consents;

public sealed class WithdrawConsentTests
{
    private static readonly string[] Consented = ["3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.5"];

    [Fact]
    public async Task A_whole_withdrawal_ends_each_act_changes_the_state_and_starts_the_clock_of_destruction_at_receipt()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var received = stores.Clock.Now - Duration.FromHours(20);

        var ended = (await stores.WithdrawAsync(
            subject, new() { Channel = Channel.Email, At = received, Proof = "Letter of 19 November" })).Value;

        Assert.Equal(Consented, ended.Plan.Lost);
        var row = await stores.QueryAsync(db => db.Subjects.SingleAsync());
        Assert.Equal(ConsentState.Withdrawn, row.ConsentState);
        var events = await stores.QueryAsync(db => db.ConsentEvents.Where(one => one.Kind == ConsentEventKind.Withdrawn).ToListAsync());
        Assert.Equal([ConsentAct.Registration, ConsentAct.Newsletter], events.Select(one => one.Act));
        Assert.All(events, one => Assert.Equal((received, Channel.Email), (one.At, one.Channel)));
        var duty = await stores.QueryAsync(db => db.Duties.SingleAsync());
        Assert.Equal(("destroy-after-purpose", received, "2025-03"), (duty.Kind, duty.TriggerAt, duty.PolicyVersion));
        Assert.Equal(new LocalDate(2026, 12, 4), duty.DueDay);
    }

    [Fact]
    public async Task What_another_act_covers_stays_and_no_destruction_is_owed()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();

        var ended = (await stores.WithdrawAsync(
            subject, new() { Acts = [ConsentAct.Newsletter], Channel = Channel.Post, At = stores.Clock.Now })).Value;

        Assert.Null(ended.Destruction);
        Assert.Equal(ConsentState.Given, (await stores.QueryAsync(db => db.Subjects.SingleAsync())).ConsentState);
        Assert.Empty(await stores.QueryAsync(db => db.Duties.ToListAsync()));
    }

    [Fact]
    public async Task The_last_of_several_partial_withdrawals_owes_destruction_once()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        foreach (var purpose in Consented)
        {
            Assert.True((await stores.WithdrawAsync(
                subject, new() { Purposes = [purpose], Channel = Channel.Post, At = stores.Clock.Now })).IsDone);
        }

        Assert.Single(await stores.QueryAsync(db => db.Duties.ToListAsync()));
        Assert.Equal(ConsentState.Given, (await stores.QueryAsync(db => db.Subjects.SingleAsync())).ConsentState);
        Assert.IsType<NothingToWithdraw>((await stores.WithdrawAsync(
            subject, new() { Purposes = ["3.2.1"], Channel = Channel.Post, At = stores.Clock.Now })).Refusal);
    }

    [Fact]
    public async Task A_refused_withdrawal_changes_nothing()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var before = await stores.QueryAsync(db => db.ConsentEvents.CountAsync());

        var refused = await stores.WithdrawAsync(
            subject, new() { Channel = Channel.Post, At = stores.Clock.Now, Hindrance = new(RefusalGround.LegalDutyToKeep, []) });

        Assert.Equal(new WithdrawalHindered(RefusalGround.LegalDutyToKeep), refused.Refusal);
        Assert.Equal(before, await stores.QueryAsync(db => db.ConsentEvents.CountAsync()));
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject, UseFor("3.2.1"))).IsDone);
    }

    [Fact]
    public async Task A_blocked_record_s_consent_can_be_withdrawn_by_the_responsible_person()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 1");

        Assert.True((await stores.WithdrawAsync(subject, new() { Channel = Channel.Post, At = stores.Clock.Now })).IsDone);
        Assert.Equal(
            (SubjectState.Blocked, ConsentState.Withdrawn),
            await stores.QueryAsync(db => db.Subjects.Select(row => ValueTuple.Create(row.State, row.ConsentState)).SingleAsync()));
    }

    [Theory]
    [InlineData("3.2.1")]
    [InlineData("3.2.2")]
    [InlineData("3.2.3")]
    [InlineData("3.2.4")]
    [InlineData("3.2.5")]
    public async Task The_door_refuses_the_withdrawn_purpose_and_it_alone_and_says_so_in_the_ledger(string purpose)
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject, UseFor(purpose))).IsDone);

        Assert.True((await stores.WithdrawAsync(
            subject, new() { Purposes = [purpose], Channel = Channel.Post, At = stores.Clock.Now })).IsDone);

        Assert.Equal(new PurposeNotCovered(purpose, subject), (await stores.ReadAsync(Actors.Dpo, subject, UseFor(purpose))).Refusal);
        var entry = (await stores.EntriesAsync())[^1];
        Assert.Equal((ComplianceConsole.Ledger.LedgerOutcome.Refused, subject.Number), (entry.Outcome, Assert.Single(entry.Subjects)));
        foreach (var other in Consented.Append("3.2.6").Except([purpose], StringComparer.Ordinal))
        {
            Assert.True((await stores.ReadAsync(Actors.Dpo, subject, UseFor(other))).IsDone);
        }
    }

    [Fact]
    public async Task After_a_whole_withdrawal_the_law_still_opens_the_record_and_depersonalised_figures_need_no_consent()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        Assert.True((await stores.WithdrawAsync(subject, new() { Channel = Channel.Post, At = stores.Clock.Now })).IsDone);

        foreach (var purpose in Consented)
        {
            Assert.IsType<PurposeNotCovered>((await stores.ReadAsync(Actors.Dpo, subject, UseFor(purpose))).Refusal);
        }

        Assert.True((await stores.ReadAsync(Actors.Dpo, subject, UseFor("3.2.6"))).IsDone);
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
    }

    [Fact]
    public async Task A_purpose_on_another_ground_outlives_the_consent_and_the_register_is_asked_each_time()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        TestStores.Sql(stores.Files.Records, "UPDATE Purposes SET Ground = 'civil-code' WHERE Code = '3.2.3'");

        var ended = (await stores.WithdrawAsync(subject, new() { Channel = Channel.Post, At = stores.Clock.Now })).Value;

        Assert.Null(ended.Destruction);
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject, UseFor("3.2.3"))).IsDone);
        Assert.IsType<PurposeNotCovered>((await stores.ReadAsync(Actors.Dpo, subject, UseFor("3.2.1"))).Refusal);
    }

    [Fact]
    public async Task A_term_that_has_run_out_closes_the_door_before_anybody_recorded_it()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync(until: new LocalDate(2026, 11, 20));
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject, UseFor("3.2.1"))).IsDone);

        stores.Clock.Advance(Duration.FromDays(1));

        Assert.IsType<PurposeNotCovered>((await stores.ReadAsync(Actors.Dpo, subject, UseFor("3.2.1"))).Refusal);
    }

    [Fact]
    public async Task What_is_withdrawn_stands_nowhere_in_the_clear()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        await stores.WithdrawAsync(
            subject, new() { Channel = Channel.Post, At = stores.Clock.Now, Proof = "Letter signed Ermekova" });
        await stores.CloseAsync();

        Assert.All(
            Directory.GetFiles(stores.Directory),
            file => Assert.DoesNotContain("Ermekova", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    private static Use UseFor(string purpose) => new(ProcessingAction.Use, purpose, "3.2", Right.KeepThirdParties);

    private static async Task<TestStores> OpenAsync() => await (await TestStores.OpenAsync()).WithRegistersAsync();
}
