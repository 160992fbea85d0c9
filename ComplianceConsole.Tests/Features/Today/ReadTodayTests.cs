using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Today;

public sealed class ReadTodayTests
{
    [Fact]
    public async Task What_is_owed_is_ordered_by_target_day_and_counted_by_state()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var now = desk.Clock.Now;
        var running = await desk.RegisteredAsync();
        var overdue = (await desk.RegisterAsync(desk.Asked() with { ReceivedAt = now - Duration.FromDays(40) })).Value;
        var today = (await desk.RegisterAsync(desk.Asked() with { ReceivedAt = now - Duration.FromDays(13) })).Value;
        await desk.RefusedAsync();

        var view = await ReadAsync(desk);

        Assert.Equal([overdue, today, running], view.Lines.Select(line => line.Request!.Value));
        Assert.Equal(
            [ClockState.Overdue, ClockState.DueToday, ClockState.Running],
            view.Lines.Select(line => line.Duty.Reading.State));
        Assert.Equal(1, view.Counts[ClockState.Overdue]);
        Assert.Equal(3, view.Owed);
        Assert.Equal(RequestStep.ConfirmIdentity, view.Lines[0].Next?.Step);
    }

    [Fact]
    public async Task The_counts_are_over_everything_that_is_owed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await desk.RegisteredAsync();
        }

        var view = (await desk.Get<ReadToday>().HandleAsync(Actors.Dpo, DeskFilter.All, 1, CancellationToken.None)).Value;

        Assert.Single(view.Lines);
        Assert.Equal(3, view.Owed);
    }

    [Fact]
    public async Task Every_role_sees_what_is_due()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.RegisteredAsync();

        foreach (var actor in Actors.All)
        {
            Assert.Single((await desk.Get<ReadToday>().HandleAsync(actor, DeskFilter.All, 50, CancellationToken.None)).Value.Lines);
        }
    }

    [Fact]
    public async Task Somebody_without_a_role_is_refused()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var nobody = Actors.Staff with { Roles = ComplianceConsole.Domain.Access.Role.None };

        Assert.False((await desk.Get<ReadToday>().HandleAsync(nobody, DeskFilter.All, 50, CancellationToken.None)).IsDone);
    }

    [Fact]
    public async Task Every_open_request_stands_on_the_desk_with_a_clock_or_without()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.SubjectWithConsentAsync();
        var open = new List<RequestNumber>();
        foreach (var kind in Enum.GetValues<RequestKind>())
        {
            open.Add(await desk.ConfirmedAsync(kind, subject));
        }

        var stopped = await desk.ConfirmedAsync(RequestKind.Complaint, await desk.Stores.AddSubjectAsync());
        Assert.True((await desk.BlockOnComplaintAsync(stopped)).IsDone);
        Assert.True((await desk.GrantAsync(stopped, RequestKind.Complaint)).IsDone);
        Assert.True((await desk.StopAsync(stopped)).IsDone);
        Assert.True((await desk.WriteAsync(stopped)).IsDone);
        open.Add(stopped);
        await desk.RefusedAsync();

        var view = await ReadAsync(desk);

        Assert.Equal(open.OrderBy(number => number.Serial), view.Lines.Select(line => line.Request!.Value).Concat(view.Unclocked.Select(line => line.Request)).Distinct().OrderBy(number => number.Serial));
        Assert.Equal(
            [RequestStep.Answer, RequestStep.Answer, RequestStep.ReceiveEvidence, RequestStep.ReceiveEvidence, null],
            view.Unclocked.Select(line => line.Next?.Step).OrderBy(step => step is null).ThenBy(step => step));
        Assert.True(view.Unclocked.Single(line => line.Request == stopped).Letter!.IsByHand);
        Assert.Equal(view.Unclocked.Count, view.UnclockedCount);
    }

    [Fact]
    public async Task A_withdrawal_stands_before_everything_that_is_not_overdue()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.SubjectWithConsentAsync();
        var disclosure = (await desk.RegisterAsync(desk.Asked() with { ReceivedAt = desk.Clock.Now - Duration.FromDays(10) })).Value;
        var withdrawal = (await desk.RegisterAsync(
            desk.Asked(subject) with { Kind = RequestKind.Withdrawal, ReceivedAt = desk.Clock.Now - Duration.FromDays(2) })).Value;
        var overdue = (await desk.RegisterAsync(desk.Asked() with { ReceivedAt = desk.Clock.Now - Duration.FromDays(40) })).Value;
        desk.Clock.Advance(Duration.FromDays(4));

        var view = await ReadAsync(desk);

        Assert.Equal([overdue, withdrawal, disclosure], view.Lines.Select(line => line.Request!.Value));
        Assert.Equal(ClockState.DueToday, view.Lines[1].State);
    }

    [Fact]
    public async Task Each_clock_of_a_request_names_the_step_of_what_it_belongs_to()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.SubjectWithConsentAsync();
        var number = (await desk.RegisterAsync(desk.Asked(subject) with { Kind = RequestKind.Correction, Also = [RequestKind.Disclosure] })).Value;
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
        Assert.True((await desk.EvidenceAsync(number)).IsDone);

        var view = await ReadAsync(desk);

        Assert.Equal(
            [(DutyKind.Correct, RequestStep.Decide), (DutyKind.Disclose, (RequestStep?)RequestStep.PrepareReport)],
            view.Lines.Select(line => (line.Duty.Duty.Kind, line.Next?.Step)));
    }

    [Fact]
    public async Task A_missed_destruction_is_to_be_blocked_and_then_the_six_months_carry_it()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.SubjectWithConsentAsync();
        await desk.OweAsync(DutyKind.DestroyAfterPurpose, desk.Clock.Now - Duration.FromDays(40), subject);
        await desk.Get<AriseDuties>().HandleAsync(Actor.Job("duties"), CancellationToken.None);

        var open = await ReadAsync(desk);
        Assert.Equal([DutyKind.DestroyAfterPurpose, DutyKind.DestroyBlocked], open.Lines.Select(line => line.Duty.Duty.Kind));
        Assert.All(open.Lines, line => Assert.True(line.MustBlock));

        await desk.BlockAsync(subject);
        var blocked = await ReadAsync(desk);
        Assert.Equal((DutyKind.DestroyBlocked, false), (blocked.Lines.Single().Duty.Duty.Kind, blocked.Lines.Single().MustBlock));
        Assert.Equal(1, blocked.Owed);
    }

    private static async Task<TodayView> ReadAsync(RequestDesk desk) =>
        (await desk.Get<ReadToday>().HandleAsync(Actors.Dpo, DeskFilter.All, 50, CancellationToken.None)).Value;
}
