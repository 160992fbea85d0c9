using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>What each form of a step is refused for, and who may take which.</summary>
public sealed class RequestInputTests
{
    [Fact]
    public async Task Evidence_comes_between_the_request_and_now_and_says_what_it_is()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(desk.Asked() with { Kind = RequestKind.Correction })).Value;

        AssertBlamed("EvidenceAt", await desk.EvidenceAsync(number, desk.Clock.Now + Duration.FromMinutes(1)));
        AssertBlamed("EvidenceAt", await desk.EvidenceAsync(number, desk.Clock.Now - Duration.FromMinutes(1)));
        AssertBlamed(
            "Note",
            await desk.Get<ReceiveEvidence>().HandleAsync(
                Actors.Staff,
                new ReceiveEvidenceCommand(number, await desk.VersionAsync(number), desk.Clock.Now, "", []),
                CancellationToken.None));
        Assert.Empty((await desk.ReadAsync(number)).Duties);
    }

    [Fact]
    public async Task Staff_register_evidence_and_block_and_decide_nothing()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = (await desk.RegisterAsync(desk.Asked(subject) with { Kind = RequestKind.Correction, Also = [RequestKind.Complaint] })).Value;

        Assert.True((await desk.EvidenceAsync(number, actor: Actors.Staff)).IsDone);
        Assert.True((await desk.BlockOnComplaintAsync(number, Actors.Staff)).IsDone);
        await desk.ConfirmAsync(number);
        Assert.IsType<NotAllowed>((await desk.GrantAsync(number, RequestKind.Correction, Actors.Staff)).Refusal);
        Assert.IsType<NotAllowed>((await desk.RefuseAsync(number, Actors.Staff, matter: RequestKind.Correction, ground: RefusalGround.Repeated)).Refusal);
        Assert.IsType<NotAllowed>((await desk.WriteAsync(number, actor: Actors.Staff)).Refusal);
    }

    [Fact]
    public async Task Who_may_not_register_takes_in_no_evidence_and_who_may_not_block_does_not()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(desk.Asked() with { Kind = RequestKind.Correction, Also = [RequestKind.Complaint] })).Value;

        foreach (var actor in Actors.Without(Right.RegisterRequest))
        {
            Assert.IsType<NotAllowed>((await desk.EvidenceAsync(number, actor: actor)).Refusal);
        }

        foreach (var actor in Actors.Without(Right.BlockSubject))
        {
            Assert.IsType<NotAllowed>((await desk.BlockOnComplaintAsync(number, actor)).Refusal);
        }

        foreach (var actor in Actors.Without(Right.HandleRequest))
        {
            Assert.IsType<NotAllowed>(
                (await desk.Get<FollowWithdrawal>().HandleAsync(actor, new FollowWithdrawalCommand(number, 1, []), CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await desk.Get<ReadStandingConsents>().HandleAsync(actor, number, CancellationToken.None)).Refusal);
        }
    }

    [Fact]
    public async Task A_complaint_is_confirmed_only_with_what_was_found()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Complaint, subject: null);

        AssertBlamed("Finding", await desk.GrantAsync(number, RequestKind.Complaint, finding: " "));
        Assert.True((await desk.GrantAsync(number, RequestKind.Complaint)).IsDone);
        AssertBlamed("StoppedAt", await desk.StopAsync(number, desk.Clock.Now + Duration.FromMinutes(1)));
        AssertBlamed(
            "Measures",
            await desk.Get<StopProcessing>().HandleAsync(
                Actors.Dpo,
                new StopProcessingCommand(number, await desk.VersionAsync(number), desk.Clock.Now, ""),
                CancellationToken.None));
    }

    [Fact]
    public async Task A_letter_needs_an_address_of_its_kind_and_what_was_handed_over_a_time_after_the_decision()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(
            desk.Asked() with { Kind = RequestKind.Information, Channel = Channel.InPerson, ReplyTo = "" })).Value;
        await desk.ConfirmAsync(number);
        await desk.AnswerAsync(number);

        AssertBlamed("ReplyTo", await desk.WriteAsync(number));
        AssertBlamed("ReplyTo", await NotifyAsync(desk, number, Channel.Email, null, "Almaty, 1 Example Street"));
        AssertBlamed("AnsweredAt", await NotifyAsync(desk, number, Channel.InPerson, null));
        AssertBlamed("AnsweredAt", await NotifyAsync(desk, number, Channel.InPerson, desk.Clock.Now - Duration.FromDays(1)));
        AssertBlamed("AnsweredAt", await NotifyAsync(desk, number, Channel.InPerson, desk.Clock.Now + Duration.FromDays(1)));
        AssertBlamed("Channel", await NotifyAsync(desk, number, (Channel)77, desk.Clock.Now));
        Assert.Empty((await desk.ReadAsync(number)).Notices);
        Assert.True((await NotifyAsync(desk, number, Channel.Post, null, "Almaty, 1 Example Street")).IsDone);
    }

    [Fact]
    public async Task A_letter_that_waits_may_still_be_handed_over_and_is_taken_back()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Information, subject: null);
        await desk.AnswerAsync(number);
        await desk.WriteAsync(number);

        Assert.True((await desk.TellAsync(number)).IsDone);
        Assert.True((await desk.CloseAsync(number)).IsDone);

        Assert.Equal((long)NoticeState.Cancelled, TestStores.Sql(desk.Stores.Files.Records, "SELECT State FROM Notices"));
        Assert.Single((await desk.ReadAsync(number)).Steps, step => step.Step == RequestStep.Notify);
    }

    [Fact]
    public async Task The_receipt_is_confirmed_where_that_was_asked_for_and_leads_to_no_step()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(desk.Asked() with { ConfirmReceipt = true })).Value;
        await desk.RegisterAsync(desk.Asked() with { ConfirmReceipt = true, Channel = Channel.InPerson, ReplyTo = "" });

        Assert.True((await desk.DeliverAsync()).IsDone);

        Assert.Equal(1, TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM Notices"));
        Assert.Single((await desk.ReadAsync(number)).Steps);
    }

    private static void AssertBlamed(string input, Result<Done> result) =>
        Assert.Equal(input, Assert.Single(Assert.IsType<InvalidInputs>(result.Refusal).Problems).FieldName);

    private static async Task<Result<Done>> NotifyAsync(
        RequestDesk desk, RequestNumber number, Channel channel, Instant? doneAt, string replyTo = "") =>
        await desk.Get<NotifyApplicant>().HandleAsync(
            Actors.Dpo, new NotifyCommand(number, await desk.VersionAsync(number), channel, doneAt, replyTo), CancellationToken.None);
}
