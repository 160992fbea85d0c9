using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Reports;

/// <summary>A report that goes out with its covering letter: the request goes on when it has gone out, and not before.</summary>
public sealed class SendReportTests
{
    [Fact]
    public async Task The_covering_letter_carries_the_approved_report_and_closes_the_request_when_it_goes_out()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ApprovedAsync(await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova")));
        var report = (await desk.Get<OpenReport>().DownloadAsync(Actors.Dpo, number, 1, CancellationToken.None)).Value;

        Assert.True((await desk.SendReportAsync(number)).IsDone);

        var letter = await desk.LetterAsync(NoticeTemplates.Disclosure);
        Assert.Equal(("R-2026-000001-1.pdf", "application/pdf"), (letter.Attachment!.FileName, letter.Attachment.ContentType));
        Assert.Equal(report.Pdf, letter.Attachment.Content);
        Assert.Equal("a.ermekova@example.kz", letter.To.Email);
        var waiting = await desk.ReadAsync(number);
        Assert.Null(waiting.Next);
        Assert.Null(waiting.Duties[0].EndedAt);
        Assert.Null(waiting.Reports[0].HandedOverAt);
        Assert.Equal(RequestStage.Decided, waiting.Stage);
        desk.Clock.Advance(Duration.FromMinutes(3));
        Assert.True((await desk.DeliverAsync()).IsDone);

        var view = await desk.ReadAsync(number);
        Assert.Equal(RequestStage.Closed, view.Stage);
        Assert.Equal(desk.Clock.Now, view.Duties[0].EndedAt);
        Assert.Equal((desk.Clock.Now, Channel.Email), (view.Reports[0].HandedOverAt, view.Reports[0].HandedOverThrough));
        Assert.Equal(RequestStep.HandOver, view.Steps[^1].Step);
    }

    [Fact]
    public async Task Where_nothing_is_held_the_letter_says_so_and_encloses_the_report_that_says_it()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ApprovedAsync();

        Assert.True((await desk.SendReportAsync(number, Channel.Post, "Almaty, 5 Sample Street")).IsDone);

        var letter = await desk.LetterAsync(NoticeTemplates.NothingHeld);
        Assert.NotEmpty(letter.Attachment!.Content);
        Assert.Equal("Almaty, 5 Sample Street", letter.To.PostalAddress);
        Assert.True((await desk.DeliverAsync()).IsDone);
        Assert.Equal(RequestStage.Closed, (await desk.ReadAsync(number)).Stage);
    }

    [Fact]
    public async Task It_is_sent_once_and_again_after_the_letter_was_taken_back()
    {
        await using var desk = await RequestDesk.OpenAsync(more: services => services.AddSingleton<TakeBackNotice>());
        var number = await desk.ApprovedAsync();

        Assert.Equal("ReplyTo", Assert.Single(Assert.IsType<InvalidInputs>((await desk.SendReportAsync(number, replyTo: "5 Sample Street")).Refusal).Problems).FieldName);
        Assert.IsType<InvalidInputs>((await desk.SendReportAsync(number, Channel.InPerson)).Refusal);
        Assert.True((await desk.SendReportAsync(number)).IsDone);
        Assert.IsType<StepNotOpen>((await desk.SendReportAsync(number)).Refusal);
        var notice = Assert.Single((await desk.ReadAsync(number)).Notices);
        Assert.True((await desk.Get<TakeBackNotice>().HandleAsync(Actors.Dpo, notice.Id, 1, CancellationToken.None)).IsDone);

        Assert.Equal(RequestStep.HandOver, (await desk.ReadAsync(number)).Next);
        Assert.True((await desk.SendReportAsync(number)).IsDone);
    }

    [Fact]
    public async Task A_letter_about_something_else_hands_no_report_over()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(desk.Asked() with { Also = [RequestKind.Correction] })).Value;
        await desk.ConfirmAsync(number);
        await desk.PrepareAsync(number);
        await desk.ApproveAsync(number);
        await desk.RefuseAsync(number, matter: RequestKind.Correction, ground: RefusalGround.NothingHeld);
        Assert.True((await desk.WriteAsync(number)).IsDone);

        Assert.True((await desk.DeliverAsync()).IsDone);

        var view = await desk.ReadAsync(number);
        Assert.Null(view.Reports[0].HandedOverAt);
        Assert.Equal(RequestStep.HandOver, view.Next);
        Assert.True((await desk.SendReportAsync(number)).IsDone);
        Assert.True((await desk.DeliverAsync()).IsDone);
        Assert.Equal(RequestStep.Close, (await desk.ReadAsync(number)).Next);
    }

    [Fact]
    public async Task Nobody_without_the_right_sends_it_and_nobody_to_others_about_a_blocked_record()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = (await desk.RegisterAsync(desk.Asked(subject) with { Applicant = ApplicantKind.AuthorisedBody })).Value;
        await desk.ConfirmAsync(number);
        await desk.PrepareAsync(number);
        await desk.ApproveAsync(number);

        foreach (var actor in Actors.Without(Right.HandleRequest))
        {
            Assert.IsType<NotAllowed>((await desk.SendReportAsync(number, actor: actor)).Refusal);
        }

        await desk.BlockAsync(subject);
        Assert.IsType<RecordBlocked>((await desk.SendReportAsync(number)).Refusal);
        Assert.Empty((await desk.ReadAsync(number)).Notices);
    }
}
