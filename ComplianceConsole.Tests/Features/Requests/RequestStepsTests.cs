using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

public sealed class RequestStepsTests
{
    [Fact]
    public async Task Each_step_says_who_took_it_and_when()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.RegisteredAsync();
        desk.Clock.Advance(Duration.FromHours(1));
        await desk.ConfirmAsync(number);

        var view = await desk.ReadAsync(number);

        Assert.Equal(
            [(RequestStage.Received, Actors.Staff.Name, (string?)null), (RequestStage.IdentityConfirmed, Actors.Dpo.Name, "Passport seen")],
            view.Steps.Select(step => (step.Stage, step.By, step.Note)));
        Assert.Equal(Duration.FromHours(1), view.Steps[1].At - view.Steps[0].At);
        Assert.Equal(IdentityCheck.IdentityDocument, view.IdentityCheck);
        Assert.Equal(RequestStep.PrepareReport, view.Next);
    }

    [Fact]
    public async Task No_step_is_taken_twice_or_out_of_order()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.RegisteredAsync();

        Assert.IsType<StepNotOpen>((await desk.PrepareAsync(number)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.ApproveAsync(number)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.HandOverAsync(number)).Refusal);
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
        Assert.IsType<StepNotOpen>((await desk.ConfirmAsync(number)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.ApproveAsync(number)).Refusal);
        Assert.True((await desk.PrepareAsync(number)).IsDone);
        Assert.True((await desk.ApproveAsync(number)).IsDone);
        Assert.IsType<StepNotOpen>((await desk.PrepareAsync(number)).Refusal);
        Assert.True((await desk.HandOverAsync(number)).IsDone);
        Assert.IsType<StepNotOpen>((await desk.HandOverAsync(number)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.RefuseAsync(number)).Refusal);
    }

    [Fact]
    public async Task Of_two_people_at_once_one_takes_the_step()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.RegisteredAsync();
        var command = new ConfirmIdentityCommand(number, await desk.VersionAsync(number), IdentityCheck.IdentityDocument);
        var others = Actors.Dpo with { Id = "dpo-2", Name = "Bolat" };

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i =>
                desk.Get<ConfirmIdentity>().HandleAsync(i % 2 == 0 ? Actors.Dpo : others, command, CancellationToken.None)));

        Assert.Single(results, result => result.IsDone);
        Assert.All(results.Where(result => !result.IsDone), result => Assert.IsType<StepNotOpen>(result.Refusal));
        Assert.Equal(2, (await desk.ReadAsync(number)).Steps.Count);
    }

    [Fact]
    public async Task A_step_chosen_on_a_page_that_is_out_of_date_is_refused()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.PreparedAsync();
        var seen = await desk.VersionAsync(number);
        await desk.PrepareAsync(number);

        var refused = await desk.Get<ComplianceConsole.Features.Reports.ApproveReport>().HandleAsync(
            Actors.Dpo, new(number, seen, 1), CancellationToken.None);

        Assert.IsType<ChangedMeanwhile>(refused.Refusal);
        Assert.Null((await desk.ReadAsync(number)).Reports[0].ApprovedAt);
    }

    [Fact]
    public async Task The_instant_of_the_hand_over_decides_on_time_or_late_not_the_click()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var onTime = await desk.ApprovedAsync();
        var late = await desk.ApprovedAsync();
        var due = (await desk.ReadAsync(onTime)).Duties[0].Duty.Leading.DueBefore;
        desk.Clock.Now = due + Duration.FromDays(2);

        Assert.True((await desk.HandOverAsync(onTime, due - Duration.FromSeconds(1))).IsDone);
        Assert.True((await desk.HandOverAsync(late, due)).IsDone);

        Assert.False((await desk.ReadAsync(onTime)).Duties[0].Reading.IsLate);
        Assert.True((await desk.ReadAsync(late)).Duties[0].Reading.IsLate);
        Assert.Equal(RequestStage.Closed, (await desk.ReadAsync(late)).Stage);
    }

    [Fact]
    public async Task A_report_is_not_handed_over_before_it_was_approved_nor_in_the_future()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ApprovedAsync();

        foreach (var at in (Instant[])[desk.Clock.Now + Duration.FromSeconds(1), desk.Clock.Now - Duration.FromSeconds(1)])
        {
            Assert.IsType<InvalidInputs>((await desk.HandOverAsync(number, at)).Refusal);
        }

        Assert.Null((await desk.ReadAsync(number)).Duties[0].EndedAt);
    }

    [Fact]
    public async Task A_refusal_needs_its_reason_and_ends_the_duty_when_its_letter_goes_out()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.RegisteredAsync();

        Assert.IsType<InvalidInputs>((await desk.RefuseAsync(number, reason: "  ")).Refusal);
        Assert.IsType<InvalidInputs>((await desk.RefuseAsync(number, ground: RefusalGround.EvidenceInsufficient)).Refusal);
        Assert.True((await desk.RefuseAsync(number)).IsDone);
        Assert.Null((await desk.ReadAsync(number)).Duties[0].EndedAt);
        Assert.True((await desk.TellAsync(number)).IsDone);

        var view = await desk.ReadAsync(number);
        Assert.Equal(RequestStage.Refused, view.Stage);
        Assert.Equal("Not the subject.", view.Matters[0].Reason?.Text);
        Assert.NotNull(view.Duties[0].EndedAt);
        Assert.Null(view.Next);
    }

    [Fact]
    public async Task Roles_that_may_not_handle_requests_take_no_step()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.RegisteredAsync();

        foreach (var actor in Actors.Without(Right.HandleRequest))
        {
            Assert.IsType<NotAllowed>((await desk.ConfirmAsync(number, actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.RefuseAsync(number, actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.HandOverAsync(number, actor: actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.AnswerAsync(number, actor: actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.GrantAsync(number, RequestKind.Withdrawal, actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.StopAsync(number, actor: actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.TellAsync(number, actor: actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.CloseAsync(number, actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.MendAsync(number, actor: actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.ReleaseAsync(number, actor)).Refusal);
        }

        Assert.Equal(RequestStage.Received, (await desk.ReadAsync(number)).Stage);
    }
}
