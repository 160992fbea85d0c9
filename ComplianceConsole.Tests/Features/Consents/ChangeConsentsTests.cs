using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Consents;

public sealed class ChangeConsentsTests
{
    [Fact]
    public async Task The_preview_says_what_the_withdrawal_then_does()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var form = await FormAsync(stores, subject);

        var preview = (await Get<WithdrawConsent>(stores).PreviewAsync(Actors.Dpo, form, CancellationToken.None)).Value;
        Assert.Equal(0, await stores.QueryAsync(db => db.Duties.CountAsync()));
        var made = (await Get<WithdrawConsent>(stores).HandleAsync(Actors.Dpo, form, CancellationToken.None)).Value;

        Assert.Equal(preview.Plan.Lost, made.Lost, StringComparer.Ordinal);
        Assert.Equal(new LocalDate(2026, 12, 7), made.DestroyBy);
        Assert.Equal(preview.DestroyBy, made.DestroyBy);
        var answer = await stores.QueryAsync(db => db.Duties.SingleAsync(duty => duty.Kind == "answer-withdrawal"));
        Assert.Equal((form.ReceivedAt, stores.Clock.Now), (answer.TriggerAt, answer.EndedAt!.Value));
    }

    [Fact]
    public async Task Only_the_responsible_person_changes_consents()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var form = await FormAsync(stores, subject);
        foreach (var actor in Actors.Without(Right.ChangeConsents))
        {
            Assert.IsType<NotAllowed>((await Get<StartConsentChange>(stores).HandleAsync(actor, subject, Uses.Withdraw, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await Get<WithdrawConsent>(stores).PreviewAsync(actor, form, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await Get<WithdrawConsent>(stores).HandleAsync(actor, form, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await Get<ExtendConsent>(stores).HandleAsync(actor, Extension(stores, subject, form.Mark), CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await Get<AchievePurposes>(stores).HandleAsync(actor, Achievement(stores, subject), CancellationToken.None)).Refusal);
        }

        Assert.Equal([Actors.Dpo], Actors.All.Where(actor => actor.May(Right.ChangeConsents)));
    }

    [Fact]
    public async Task A_form_that_lacks_something_says_all_of_it_at_once()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();

        var refusal = (await Get<WithdrawConsent>(stores).HandleAsync(
            Actors.Dpo, new WithdrawalForm { Subject = subject, Mark = 9 }, CancellationToken.None)).Refusal;

        Assert.Equal(
            ["Extent", "Channel", "ReceivedAt", "IdentityCheck", "ConsentDocument", "ReplyBy", "ReplyTo", "Language"],
            Assert.IsType<InvalidInputs>(refusal).Problems.Select(problem => problem.FieldName), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(RefusalGround.UnfulfilledObligation)]
    [InlineData(RefusalGround.LegalDutyToKeep)]
    public async Task What_stands_against_it_refuses_it(RefusalGround ground)
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var form = await FormAsync(stores, subject) with { Against = ground };

        Assert.Equal(
            new WithdrawalHindered(ground), (await Get<WithdrawConsent>(stores).HandleAsync(Actors.Dpo, form, CancellationToken.None)).Refusal);
        Assert.Equal(0, await stores.QueryAsync(db => db.ConsentEvents.CountAsync(row => row.Kind == ConsentEventKind.Withdrawn)));
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_not_overlooked()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var form = await FormAsync(stores, subject);
        await stores.AddConsentAsync(subject, ConsentStores.Consent(stores.Clock.Now, ConsentAct.CompanyData, ["3.2.1"]));

        Assert.IsType<ChangedMeanwhile>((await Get<WithdrawConsent>(stores).HandleAsync(Actors.Dpo, form, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task A_destroyed_record_takes_no_withdrawal_and_a_blocked_one_no_extension_and_no_achievement()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync(until: new LocalDate(2026, 12, 31));
        var form = await FormAsync(stores, subject);
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 1");
        Assert.IsType<RecordBlocked>(
            (await Get<ExtendConsent>(stores).HandleAsync(Actors.Dpo, Extension(stores, subject, form.Mark), CancellationToken.None)).Refusal);
        Assert.IsType<RecordBlocked>(
            (await Get<AchievePurposes>(stores).HandleAsync(Actors.Dpo, Achievement(stores, subject), CancellationToken.None)).Refusal);
        var plan = (await Get<PlanAchievement>(stores).HandleAsync(Actors.Dpo, [subject], CancellationToken.None)).Value;
        Assert.Equal(SubjectState.Blocked, Assert.Single(plan.Closed).Value);
        Assert.Equal(0, await stores.QueryAsync(db => db.Duties.CountAsync()));

        TestStores.Sql(stores.Files.Records, "DROP TRIGGER Subjects_released_for_destruction; UPDATE Subjects SET State = 4");
        Assert.IsType<RecordDestroyed>((await Get<WithdrawConsent>(stores).HandleAsync(Actors.Dpo, form, CancellationToken.None)).Refusal);
        Assert.IsType<RecordDestroyed>(
            (await Get<AchievePurposes>(stores).HandleAsync(Actors.Dpo, Achievement(stores, subject), CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task What_was_achieved_during_a_block_is_recorded_after_it_and_its_term_runs_from_then()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var plan = (await Get<PlanAchievement>(stores).HandleAsync(Actors.Dpo, [subject], CancellationToken.None)).Value;
        var achieved = Achievement(stores, subject) with { Purposes = plan.Covered[subject] };
        Assert.True((await new BlockSubject(stores.Operation).HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);
        stores.Clock.Advance(Duration.FromDays(9));
        Assert.True((await new UnblockSubject(stores.Operation).HandleAsync(Actors.Dpo, subject, "Not confirmed", CancellationToken.None)).IsDone);

        Assert.True((await Get<AchievePurposes>(stores).HandleAsync(Actors.Dpo, achieved, CancellationToken.None)).IsDone);

        Assert.Equal(achieved.AchievedAt, (await stores.QueryAsync(db => db.Duties.SingleAsync())).TriggerAt);
    }

    [Fact]
    public async Task An_extension_before_the_last_day_keeps_the_consent_standing()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync(until: new LocalDate(2026, 11, 25));
        var mark = (await FormAsync(stores, subject)).Mark;

        Assert.True((await Get<ExtendConsent>(stores).HandleAsync(Actors.Dpo, Extension(stores, subject, mark), CancellationToken.None)).IsDone);
        stores.Clock.Now = Instant.FromUtc(2026, 12, 20, 6, 0);
        await AriseAsync(stores);

        Assert.Equal(ConsentState.Given, (await stores.QueryAsync(db => db.Subjects.SingleAsync())).ConsentState);
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject, UseFor("3.2.1"))).IsDone);
        Assert.IsType<PurposeNotCovered>((await stores.ReadAsync(Actors.Dpo, subject, UseFor("3.2.4"))).Refusal);
    }

    [Fact]
    public async Task What_expired_owes_destruction_until_it_is_extended()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync(until: new LocalDate(2026, 11, 20));
        stores.Clock.Now = Instant.FromUtc(2026, 11, 21, 6, 0);
        Assert.Equal(1, await AriseAsync(stores));
        Assert.Equal(0, await AriseAsync(stores));
        Assert.Equal(ConsentState.Expired, (await stores.QueryAsync(db => db.Subjects.SingleAsync())).ConsentState);
        Assert.Equal(2, await stores.QueryAsync(db => db.ConsentEvents.CountAsync(row => row.Kind == ConsentEventKind.Expired)));
        Assert.Null((await stores.QueryAsync(db => db.Duties.SingleAsync())).EndedAt);

        var mark = (await FormAsync(stores, subject)).Mark;
        Assert.True((await Get<ExtendConsent>(stores).HandleAsync(Actors.Dpo, Extension(stores, subject, mark), CancellationToken.None)).IsDone);

        Assert.Equal(ConsentState.Given, (await stores.QueryAsync(db => db.Subjects.SingleAsync())).ConsentState);
        Assert.Equal(stores.Clock.Now, (await stores.QueryAsync(db => db.Duties.SingleAsync())).EndedAt);
    }

    [Fact]
    public async Task A_withdrawn_consent_is_not_extended_and_a_term_only_grows()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync(until: new LocalDate(2027, 6, 1));
        var form = await FormAsync(stores, subject);
        var shorter = await Get<ExtendConsent>(stores).HandleAsync(Actors.Dpo, Extension(stores, subject, form.Mark), CancellationToken.None);
        Assert.Equal(new InvalidInput("Until", "NotLonger"), shorter.Refusal);

        Assert.True((await Get<WithdrawConsent>(stores).HandleAsync(Actors.Dpo, form, CancellationToken.None)).IsDone);
        var mark = (await FormAsync(stores, subject)).Mark;
        Assert.IsType<NothingToExtend>(
            (await Get<ExtendConsent>(stores).HandleAsync(Actors.Dpo, Extension(stores, subject, mark), CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Purposes_achieved_for_a_selection_close_the_door_and_start_each_clock_once()
    {
        await using var stores = await OpenAsync();
        var first = await stores.AddRegisteredAsync();
        var second = await stores.AddSubjectAsync((FieldCode.LastName, "Omarov"));
        await stores.AddConsentAsync(second, ConsentStores.Consent(stores.Clock.Now, ConsentAct.Registration, ["3.2.1", "3.2.2"]));
        TestStores.Sql(stores.Files.Records, "UPDATE Purposes SET Ground = 'civil-code' WHERE Code = '3.2.3'");

        var made = (await Get<AchievePurposes>(stores).HandleAsync(
            Actors.Dpo, Achievement(stores, first) with { Subjects = [first, second], Purposes = ["3.2.1", "3.2.2", "3.2.3"] }, CancellationToken.None)).Value;

        Assert.Equal((2, 1), (made.Subjects, made.Destructions));
        Assert.IsType<PurposeNotCovered>((await stores.ReadAsync(Actors.Dpo, first, UseFor("3.2.3"))).Refusal);
        Assert.True((await stores.ReadAsync(Actors.Dpo, first, UseFor("3.2.4"))).IsDone);
        Assert.Equal(second.Number, (await stores.QueryAsync(db => db.Duties.SingleAsync())).SubjectId);
    }

    [Fact]
    public async Task A_selection_to_one_of_whom_it_does_not_apply_changes_nobody()
    {
        await using var stores = await OpenAsync();
        var first = await stores.AddRegisteredAsync();
        var second = await stores.AddSubjectAsync((FieldCode.LastName, "Omarov"));

        var refused = await Get<AchievePurposes>(stores).HandleAsync(
            Actors.Dpo, Achievement(stores, first) with { Subjects = [first, second] }, CancellationToken.None);

        Assert.IsType<PurposeNotCovered>(refused.Refusal);
        Assert.Equal(0, await stores.QueryAsync(db => db.ConsentEvents.CountAsync(row => row.Kind == ConsentEventKind.PurposeAchieved)));
    }

    private static Use UseFor(string purpose) => new(ProcessingAction.Use, purpose, "3.2", Right.KeepThirdParties);

    private static ExtensionForm Extension(TestStores stores, SubjectId subject, int mark) =>
        new()
        {
            Subject = subject,
            Mark = mark,
            Act = ConsentAct.Registration,
            Until = new LocalDate(2027, 1, 31),
            Channel = Channel.Post,
            ReceivedAt = stores.Clock.Now,
            Document = "Letter 12",
        };

    private static AchievementForm Achievement(TestStores stores, SubjectId subject) =>
        new() { Subjects = [subject], Purposes = ["3.2.1"], AchievedAt = stores.Clock.Now, Reason = "The programme ended" };

    private static async Task<WithdrawalForm> FormAsync(TestStores stores, SubjectId subject)
    {
        var start = (await Get<StartConsentChange>(stores).HandleAsync(Actors.Dpo, subject, Uses.Withdraw, CancellationToken.None)).Value;
        return new WithdrawalForm
        {
            Subject = subject,
            Mark = start.Mark,
            Extent = WithdrawalExtent.Whole,
            Channel = Channel.Email,
            ReceivedAt = stores.Clock.Now - Duration.FromHours(3),
            IdentityCheck = IdentityCheck.KnownAddress,
            Document = "E-mail of 20 November",
            ReplyBy = Channel.Email,
            ReplyTo = start.Reply.Email,
            Language = "kk",
        };
    }

    private static async Task<int> AriseAsync(TestStores stores) =>
        (await Get<AriseDuties>(stores).HandleAsync(Actor.Job("duties"), CancellationToken.None)).Value;

    private static T Get<T>(TestStores stores)
        where T : notnull => stores.Services.GetRequiredService<T>();

    private static async Task<TestStores> OpenAsync() =>
        await (await TestStores.OpenAsync(more: services => services.AddConsents().AddSingleton<AriseDuties>())).WithRegistersAsync();
}
