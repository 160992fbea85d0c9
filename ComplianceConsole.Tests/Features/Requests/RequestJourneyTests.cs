using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Subjects.History;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>Each kind of request from its receipt to its end, by the responsible person, on real stores.</summary>
public sealed class RequestJourneyTests
{
    private static readonly (string, string)[] s_person =
    [
        (FieldCode.LastName, "Ermekova"), (FieldCode.FirstName, "Aruzhan"), (FieldCode.Email, "a.ermekova@example.kz"), (FieldCode.Post, "Director"),
    ];

    [Fact]
    public async Task A_correction_counts_from_its_evidence_and_ends_with_the_letter()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync(s_person);
        var number = await desk.ConfirmedAsync(RequestKind.Correction, subject);
        Assert.Empty((await desk.ReadAsync(number)).Duties);
        Assert.IsType<StepNotOpen>((await desk.GrantAsync(number, RequestKind.Correction)).Refusal);
        desk.Clock.Advance(Duration.FromHours(2));
        Assert.True((await desk.EvidenceAsync(number)).IsDone);
        Assert.IsType<StepNotOpen>((await desk.EvidenceAsync(number)).Refusal);
        var evidenceAt = desk.Clock.Now;
        desk.Clock.Advance(Duration.FromMinutes(30));
        Assert.True((await desk.GrantAsync(number, RequestKind.Correction)).IsDone);

        var made = await CorrectAsync(desk, subject, number, FieldCode.Post, "Head of office");

        Assert.Null((await desk.ReadAsync(number)).Duties[0].EndedAt);
        Assert.True((await desk.WriteAsync(number)).IsDone);
        Assert.IsType<StepNotOpen>((await desk.WriteAsync(number)).Refusal);
        Assert.Null((await desk.ReadAsync(number)).Next);
        desk.Clock.Advance(Duration.FromMinutes(1));
        Assert.True((await desk.DeliverAsync()).IsDone);
        var view = await desk.ReadAsync(number);
        Assert.Equal(RequestStage.Notified, view.Stage);
        Assert.Equal(evidenceAt, view.Duties[0].Duty.Leading.Trigger);
        Assert.Equal(desk.Clock.Now, view.Duties[0].EndedAt);
        Assert.False(view.Duties[0].Reading.IsLate);
        Assert.Equal(made.Deadline.DueDay, view.Duties[0].Duty.Leading.DueDay);
        Assert.Equal(FieldCode.Post, view.Matters[0].Reason?.Fields);
        Assert.Equal(NoticeState.Sent, Assert.Single(view.Notices).State);
        Assert.True((await desk.CloseAsync(number)).IsDone);
        Assert.Equal(RequestStage.Closed, (await desk.ReadAsync(number)).Stage);
        Assert.Equal(1, TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM Duties"));
    }

    [Theory]
    [InlineData(ApplicantKind.Subject, WordOf.Subject)]
    [InlineData(ApplicantKind.AuthorisedBody, WordOf.AuthorisedBody)]
    public async Task The_evidence_of_a_request_is_not_asked_for_again(ApplicantKind applicant, WordOf word)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync(s_person);
        var number = (await desk.RegisterAsync(desk.Asked(subject) with { Kind = RequestKind.Correction, Applicant = applicant })).Value;
        await desk.ConfirmAsync(number);
        await desk.EvidenceAsync(number, files: new DocumentUpload(DocumentKind.Evidence, "letter.txt", "Head of office"u8.ToArray()));
        await desk.GrantAsync(number, RequestKind.Correction);
        var start = (await desk.Get<StartCorrection>().HandleAsync(Actors.Dpo, subject, CancellationToken.None, number)).Value;
        Assert.Equal((number, "Certificate", word), (start.Evidence!.Request, start.Evidence.Note, start.Evidence.Word));
        Assert.Equal(["letter.txt"], start.Evidence.Files);

        var form = new CorrectionForm
        {
            Subject = subject,
            Mark = start.Mark,
            Field = FieldCode.Post,
            Value = "Head of office",
            Kind = null,
            Reference = null,
            Word = null,
            ReceivedAt = null,
            Request = number,
        };
        Assert.True((await desk.Get<CorrectSubject>().HandleAsync(Actors.Dpo, form, CancellationToken.None)).IsDone);

        var history = (await new ReadHistory(desk.Stores.Operation).HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value.OfType<ValuesChanged>();
        var evidence = history.Select(change => change.Evidence).OfType<Evidence>().Single();
        Assert.Equal((EvidenceKind.OfRequest, $"{number}: Certificate", word), (evidence.Kind, evidence.Reference, evidence.Word));
        Assert.IsType<InvalidInputs>(
            (await desk.Get<CorrectSubject>().HandleAsync(
                Actors.Dpo, await FormAsync(desk, subject, FieldCode.Post, "Third") with { Kind = EvidenceKind.OfRequest }, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task A_request_that_corrects_several_fields_is_carried_out_with_the_last()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync(s_person);
        var number = await desk.ConfirmedAsync(RequestKind.Correction, subject);
        await desk.EvidenceAsync(number);
        await desk.GrantAsync(number, RequestKind.Correction);

        await CorrectAsync(desk, subject, number, FieldCode.Post, "Head of office", isMoreToCome: true);
        Assert.Equal(RequestStage.Decided, (await desk.ReadAsync(number)).Stage);
        await CorrectAsync(desk, subject, number, FieldCode.LastName, "Yermekova");

        var view = await desk.ReadAsync(number);
        Assert.Equal(RequestStage.CarriedOut, view.Stage);
        Assert.Equal($"{FieldCode.Post},{FieldCode.LastName}", view.Matters[0].Reason?.Fields);
        var again = await desk.Get<CorrectSubject>().HandleAsync(
            Actors.Dpo, await FormAsync(desk, subject, FieldCode.Post, "Another"), CancellationToken.None);
        Assert.True(again.IsDone);
        Assert.IsType<StepNotOpen>(
            (await desk.Get<CorrectSubject>().HandleAsync(
                Actors.Dpo, await FormAsync(desk, subject, FieldCode.Post, "Third") with { Request = number }, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task A_request_about_one_person_corrects_no_other()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var asked = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var other = await desk.Stores.AddSubjectAsync(s_person);
        var number = await desk.ConfirmedAsync(RequestKind.Correction, asked);
        await desk.EvidenceAsync(number);
        await desk.GrantAsync(number, RequestKind.Correction);

        var result = await desk.Get<CorrectSubject>().HandleAsync(
            Actors.Dpo, await FormAsync(desk, other, FieldCode.Post, "Head") with { Request = number }, CancellationToken.None);

        Assert.IsType<StepNotOpen>(result.Refusal);
    }

    [Fact]
    public async Task A_complaint_blocks_within_a_day_and_a_confirmed_one_stops_the_processing()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync(s_person);
        var number = (await desk.RegisterAsync(
            desk.Asked(subject) with { Kind = RequestKind.Complaint, Applicant = ApplicantKind.AuthorisedBody })).Value;
        Assert.Equal(RequestStep.Block, (await desk.ReadAsync(number)).Next);
        await desk.ConfirmAsync(number);
        Assert.IsType<StepNotOpen>((await desk.GrantAsync(number, RequestKind.Complaint)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.RefuseAsync(number, matter: RequestKind.Complaint, ground: RefusalGround.NotConfirmed)).Refusal);
        desk.Clock.Advance(Duration.FromHours(1));

        Assert.True((await desk.BlockOnComplaintAsync(number)).IsDone);

        Assert.Equal(desk.Clock.Now, DutyOf(await desk.ReadAsync(number), DutyKind.BlockOnComplaint).EndedAt);
        Assert.IsType<StepNotOpen>((await desk.BlockOnComplaintAsync(number)).Refusal);
        desk.Clock.Advance(Duration.FromHours(1));
        Assert.True((await desk.GrantAsync(number, RequestKind.Complaint)).IsDone);
        var stopping = DutyOf(await desk.ReadAsync(number), DutyKind.StopUnlawfulProcessing);
        Assert.Equal(desk.Clock.Now, stopping.Duty.Leading.Trigger);
        Assert.NotNull(stopping.EndedAt);
        Assert.True((await desk.StopAsync(number)).IsDone);
        Assert.True((await desk.TellAsync(number)).IsDone);
        Assert.True((await desk.CloseAsync(number)).IsDone);
        Assert.Equal(SubjectState.Blocked, await StateAsync(desk, subject));
        Assert.All((await desk.ReadAsync(number)).Duties, duty => Assert.NotNull(duty.EndedAt));
    }

    [Fact]
    public async Task A_complaint_that_is_not_confirmed_leads_to_the_release()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync(s_person);
        var number = await desk.ConfirmedAsync(RequestKind.Complaint, subject);
        await desk.BlockOnComplaintAsync(number);

        Assert.True((await desk.RefuseAsync(number, matter: RequestKind.Complaint, ground: RefusalGround.NotConfirmed)).IsDone);

        Assert.Equal(RequestStep.Release, (await desk.ReadAsync(number)).Next);
        Assert.IsType<StepNotOpen>((await desk.TellAsync(number)).Refusal);
        desk.Clock.Advance(Duration.FromDays(10));
        Assert.True((await desk.ReleaseAsync(number)).IsDone);
        Assert.True(DutyOf(await desk.ReadAsync(number), DutyKind.ReleaseUnconfirmed).Reading.IsLate);
        Assert.Equal(SubjectState.Active, await StateAsync(desk, subject));
        Assert.True((await desk.WriteAsync(number)).IsDone);
        Assert.True((await desk.DeliverAsync()).IsDone);
        var view = await desk.ReadAsync(number);
        Assert.Equal(RequestStage.Refused, view.Stage);
        Assert.Equal(NoticeTemplates.Released, view.Notices[^1].Template);
    }

    [Fact]
    public async Task A_block_set_on_the_page_of_the_record_ends_the_same_duty_and_its_undoing_takes_that_back()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync(s_person);
        var number = await desk.ConfirmedAsync(RequestKind.Complaint, subject);

        Assert.True((await new BlockSubject(desk.Stores.Operation).HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);
        Assert.NotNull(DutyOf(await desk.ReadAsync(number), DutyKind.BlockOnComplaint).EndedAt);
        Assert.True((await new UndoBlock(desk.Stores.Operation).HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);

        var view = await desk.ReadAsync(number);
        Assert.Null(DutyOf(view, DutyKind.BlockOnComplaint).EndedAt);
        Assert.Equal(RequestStep.Block, view.Next);
    }

    [Fact]
    public async Task What_the_organisation_found_itself_runs_from_its_detection_and_needs_no_letter()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync(s_person);
        var number = (await desk.RegisterAsync(
            desk.Asked(subject) with { Kind = RequestKind.Complaint, Applicant = ApplicantKind.Organisation, ReplyTo = "" })).Value;
        var stopping = Assert.Single((await desk.ReadAsync(number)).Duties);
        Assert.Equal(DutyKind.StopUnlawfulProcessing, stopping.Duty.Kind);

        Assert.True((await desk.GrantAsync(number, RequestKind.Complaint)).IsDone);
        Assert.Single((await desk.ReadAsync(number)).Duties);
        desk.Clock.Advance(Duration.FromDays(20));
        Assert.True((await desk.StopAsync(number)).IsDone);

        Assert.True(DutyOf(await desk.ReadAsync(number), DutyKind.StopUnlawfulProcessing).Reading.IsLate);
        Assert.True((await desk.CloseAsync(number)).IsDone);
    }

    [Fact]
    public async Task A_withdrawal_stops_processing_at_once_and_starts_the_clock_of_destruction()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.SubjectWithConsentAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Withdrawal, subject);
        var unchecked_ = await desk.Get<DecideMatter>().HandleAsync(
            Actors.Dpo, new GrantCommand(number, await desk.VersionAsync(number), RequestKind.Withdrawal), CancellationToken.None);
        Assert.Equal("GateChecked", Assert.Single(Assert.IsType<InvalidInputs>(unchecked_.Refusal).Problems).FieldName);
        Assert.True((await desk.GrantAsync(number, RequestKind.Withdrawal)).IsDone);
        desk.Clock.Advance(Duration.FromHours(1));

        Assert.True((await desk.FollowAsync(number)).IsDone);

        Assert.Equal(desk.Clock.Now, DutyOf(await desk.ReadAsync(number), DutyKind.AnswerWithdrawal).EndedAt);
        Assert.Equal((long)ConsentState.Withdrawn, TestStores.Sql(desk.Stores.Files.Records, "SELECT ConsentState FROM Subjects"));
        Assert.Equal(1, TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM Duties WHERE Kind = 'destroy-after-purpose' AND EndedAt IS NULL"));
        Assert.IsType<StepNotOpen>((await desk.FollowAsync(number)).Refusal);
        Assert.True((await desk.WriteAsync(number)).IsDone);
        Assert.True((await desk.DeliverAsync()).IsDone);
        Assert.True((await desk.CloseAsync(number)).IsDone);
    }

    [Fact]
    public async Task A_withdrawal_against_a_duty_to_keep_is_refused_with_its_reason()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.SubjectWithConsentAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Withdrawal, subject);

        Assert.True(
            (await desk.RefuseAsync(number, reason: "Kept for five years by law.", matter: RequestKind.Withdrawal, ground: RefusalGround.LegalDutyToKeep)).IsDone);

        Assert.Null(DutyOf(await desk.ReadAsync(number), DutyKind.AnswerWithdrawal).EndedAt);
        Assert.True((await desk.TellAsync(number)).IsDone);
        Assert.NotNull(DutyOf(await desk.ReadAsync(number), DutyKind.AnswerWithdrawal).EndedAt);
        Assert.Equal((long)ConsentState.Given, TestStores.Sql(desk.Stores.Files.Records, "SELECT ConsentState FROM Subjects"));
    }

    [Fact]
    public async Task A_question_is_answered_in_words_and_has_no_clock()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Information, subject: null);

        Assert.True((await desk.AnswerAsync(number)).IsDone);
        Assert.True((await desk.WriteAsync(number)).IsDone);
        Assert.True((await desk.DeliverAsync()).IsDone);
        Assert.True((await desk.CloseAsync(number)).IsDone);

        var view = await desk.ReadAsync(number);
        Assert.Empty(view.Duties);
        Assert.Equal("We process it so.", view.Matters[0].Reason?.Text);
    }

    [Fact]
    public async Task What_cannot_be_done_about_nobody_is_refused_because_nothing_is_held()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Correction, subject: null);
        await desk.EvidenceAsync(number);
        Assert.IsType<StepNotOpen>((await desk.GrantAsync(number, RequestKind.Correction)).Refusal);

        Assert.True((await desk.RefuseAsync(number, matter: RequestKind.Correction, ground: RefusalGround.NothingHeld)).IsDone);
        Assert.True((await desk.WriteAsync(number)).IsDone);
        Assert.True((await desk.DeliverAsync()).IsDone);

        var view = await desk.ReadAsync(number);
        Assert.Equal(RequestStage.Refused, view.Stage);
        Assert.Equal(NoticeTemplates.Refused, Assert.Single(view.Notices).Template);
        Assert.NotNull(view.Duties[0].EndedAt);
    }

    [Fact]
    public async Task A_request_that_asks_several_things_has_several_clocks_and_each_goes_its_own_way()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync(s_person);
        var number = (await desk.RegisterAsync(
            desk.Asked(subject) with
            {
                Kind = RequestKind.Disclosure,
                Also = [RequestKind.Correction, RequestKind.Other],
                EvidenceAt = desk.Clock.Now - Duration.FromMinutes(5),
                ReceivedAt = desk.Clock.Now - Duration.FromMinutes(5),
            })).Value;
        Assert.Equal(
            [DutyKind.Correct, DutyKind.Disclose],
            (await desk.ReadAsync(number)).Duties.Select(duty => duty.Duty.Kind).Order(Comparer<DutyKind>.Create((a, b) => b.CompareTo(a))));
        await desk.ConfirmAsync(number);

        await desk.GrantAsync(number, RequestKind.Correction);
        await CorrectAsync(desk, subject, number, FieldCode.Post, "Head of office");
        Assert.True((await desk.TellAsync(number)).IsDone);

        var view = await desk.ReadAsync(number);
        Assert.NotNull(DutyOf(view, DutyKind.Correct).EndedAt);
        Assert.Null(DutyOf(view, DutyKind.Disclose).EndedAt);
        Assert.Equal(RequestStage.EvidenceReceived, view.Stage);
        await desk.PrepareAsync(number);
        await desk.ApproveAsync(number);
        Assert.True((await desk.HandOverAsync(number)).IsDone);
        Assert.NotEqual(RequestStage.Closed, (await desk.ReadAsync(number)).Stage);
        Assert.True((await desk.RefuseAsync(number, matter: RequestKind.Other, ground: RefusalGround.Repeated)).IsDone);
        Assert.True((await desk.TellAsync(number)).IsDone);
        Assert.True((await desk.CloseAsync(number)).IsDone);
        Assert.Equal(RequestStage.Closed, (await desk.ReadAsync(number)).Stage);
    }

    [Fact]
    public async Task Of_several_deciding_at_once_one_decides()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.SubjectWithConsentAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Withdrawal, subject);
        var version = await desk.VersionAsync(number);

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => i % 2 == 0
                ? desk.Get<DecideMatter>().HandleAsync(
                    Actors.Dpo, new GrantCommand(number, version, RequestKind.Withdrawal, "", IsGateChecked: true), CancellationToken.None)
                : desk.Get<DecideMatter>().HandleAsync(
                    Actors.Dpo,
                    new RefuseCommand(number, version, RequestKind.Withdrawal, RefusalGround.LegalDutyToKeep, "Kept by law."),
                    CancellationToken.None)));

        Assert.Single(results, result => result.IsDone);
        Assert.All(results.Where(result => !result.IsDone), result => Assert.IsType<StepNotOpen>(result.Refusal));
    }

    private static DutyReading DutyOf(RequestView view, DutyKind kind) => view.Duties.Single(duty => duty.Duty.Kind == kind);

    private static async Task<SubjectState> StateAsync(RequestDesk desk, SubjectId subject)
    {
        await using var db = await desk.Get<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        return await db.Subjects.Where(row => row.Id == subject.Number).Select(row => row.State).SingleAsync();
    }

    private static async Task<CorrectionMade> CorrectAsync(
        RequestDesk desk, SubjectId subject, RequestNumber number, string field, string value, bool isMoreToCome = false)
    {
        var form = await FormAsync(desk, subject, field, value) with { Request = number, IsMoreToCome = isMoreToCome };
        return (await desk.Get<CorrectSubject>().HandleAsync(Actors.Dpo, form, CancellationToken.None)).Value;
    }

    private static async Task<CorrectionForm> FormAsync(RequestDesk desk, SubjectId subject, string field, string value)
    {
        var start = (await desk.Get<StartCorrection>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        return new CorrectionForm
        {
            Subject = subject,
            Mark = start.Mark,
            Field = field,
            Value = value,
            Kind = EvidenceKind.Letter,
            Reference = "Letter 7",
            Word = WordOf.Subject,
            ReceivedAt = desk.Clock.Now,
        };
    }
}
