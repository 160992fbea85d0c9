using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Subjects.Blocking.Selection;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>Who complains is told that the data is blocked while the complaint is examined, and what became of it.</summary>
public sealed class BlockLettersTests
{
    [Fact]
    public async Task A_block_is_told_once_it_is_known_who_asks_and_the_stop_after_it()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await ComplaintAsync(desk);
        Assert.True((await desk.BlockOnComplaintAsync(number)).IsDone);
        Assert.Empty((await desk.ReadAsync(number)).Notices);

        Assert.True((await desk.ConfirmAsync(number)).IsDone);

        var letter = await desk.LetterAsync(NoticeTemplates.Blocked);
        Assert.Equal("a.ermekova@example.kz", letter.To.Email);
        Assert.Equal(("2026", "9.6"), (letter.Values[NoticeValues.DoneOn][..4], letter.Values[NoticeValues.Clause]));
        Assert.True((await desk.DeliverAsync()).IsDone);
        Assert.Equal(RequestStep.Decide, (await desk.ReadAsync(number)).Next);
        await desk.GrantAsync(number, RequestKind.Complaint);
        await desk.StopAsync(number);
        Assert.True((await desk.WriteAsync(number)).IsDone);
        Assert.Equal([NoticeTemplates.Blocked, NoticeTemplates.Stopped], await TemplatesAsync(desk, number));
    }

    [Fact]
    public async Task Where_it_was_known_before_the_block_itself_brings_the_letter_and_no_second()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await ComplaintAsync(desk);
        await desk.ConfirmAsync(number);

        await desk.BlockOnComplaintAsync(number);

        Assert.Equal([NoticeTemplates.Blocked], await TemplatesAsync(desk, number));
    }

    [Fact]
    public async Task A_letter_that_still_waits_when_the_block_is_lifted_is_taken_back()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await ComplaintAsync(desk);
        await desk.ConfirmAsync(number);
        await desk.BlockOnComplaintAsync(number);
        await desk.RefuseAsync(number, matter: RequestKind.Complaint, ground: RefusalGround.NotConfirmed);

        Assert.True((await desk.ReleaseAsync(number)).IsDone);

        Assert.Equal(NoticeState.Cancelled, Assert.Single((await desk.ReadAsync(number)).Notices).State);
        await desk.WriteAsync(number);
        Assert.True((await desk.LetterAsync(NoticeTemplates.Released)).Values.ContainsKey(NoticeValues.ReleasedOn));
    }

    [Fact]
    public async Task A_letter_that_still_waits_when_the_processing_stopped_is_taken_back()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await ComplaintAsync(desk);
        await desk.ConfirmAsync(number);
        await desk.BlockOnComplaintAsync(number);
        await desk.GrantAsync(number, RequestKind.Complaint);

        Assert.True((await desk.StopAsync(number)).IsDone);

        Assert.Equal(NoticeState.Cancelled, Assert.Single((await desk.ReadAsync(number)).Notices).State);
    }

    [Fact]
    public async Task Nobody_is_told_of_a_block_of_the_organisation_own_nor_of_one_that_stood_before()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var own = (await desk.RegisterAsync(
            desk.Asked(await SubjectAsync(desk)) with { Kind = RequestKind.Complaint, Applicant = ApplicantKind.Organisation, ReplyTo = "" })).Value;
        var before = await SubjectAsync(desk);
        await new BlockSubject(desk.Stores.Operation).HandleAsync(Actors.Staff, before, CancellationToken.None);
        desk.Clock.Advance(NodaTime.Duration.FromHours(1));
        var other = await ComplaintAsync(desk, before);

        Assert.True((await desk.BlockOnComplaintAsync(own)).IsDone);
        Assert.True((await desk.ConfirmAsync(other)).IsDone);

        Assert.Empty((await desk.ReadAsync(own)).Notices);
        Assert.Empty((await desk.ReadAsync(other)).Notices);
    }

    [Fact]
    public async Task A_block_set_on_the_subject_s_page_is_told_to_who_complained_after_the_minute_of_undo()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await SubjectAsync(desk);
        var number = await ComplaintAsync(desk, subject);
        await desk.ConfirmAsync(number);
        var unknown = await ComplaintAsync(desk, subject);

        Assert.True((await new BlockSubject(desk.Stores.Operation).HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);

        Assert.Equal([NoticeTemplates.Blocked], await TemplatesAsync(desk, number));
        Assert.Empty(await TemplatesAsync(desk, unknown));
        var row = await desk.Stores.QueryAsync(db => db.Notices.SingleAsync());
        Assert.Equal(desk.Clock.Now + BlockRules.UndoWindow, row.NextAttemptAt);
        Assert.True((await new UndoBlock(desk.Stores.Operation).HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);
        Assert.Equal(NoticeState.Cancelled, Assert.Single((await desk.ReadAsync(number)).Notices).State);
    }

    [Fact]
    public async Task A_block_of_a_selection_is_told_to_who_complained_after_the_time_of_its_undo()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await SubjectAsync(desk);
        var number = await ComplaintAsync(desk, subject);
        await desk.ConfirmAsync(number);

        await new BlockSelection(desk.Stores.Operation).HandleAsync(Actors.Staff, [subject], "A list", progress: null, CancellationToken.None);

        Assert.Equal([NoticeTemplates.Blocked], await TemplatesAsync(desk, number));
        Assert.Equal(desk.Clock.Now + BlockRules.SelectionUndoWindow, (await desk.Stores.QueryAsync(db => db.Notices.SingleAsync())).NextAttemptAt);
    }

    private static Task<SubjectId> SubjectAsync(RequestDesk desk) => desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

    private static async Task<RequestNumber> ComplaintAsync(RequestDesk desk, SubjectId? about = null) =>
        (await desk.RegisterAsync(desk.Asked(about ?? await SubjectAsync(desk)) with { Kind = RequestKind.Complaint, IdentityCheck = IdentityCheck.NotYet })).Value;

    private static async Task<IReadOnlyList<string>> TemplatesAsync(RequestDesk desk, RequestNumber number) =>
        [.. (await desk.ReadAsync(number)).Notices.Select(notice => notice.Template)];
}
