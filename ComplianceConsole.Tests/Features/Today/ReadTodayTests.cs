using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Today;
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
        var soon = (await desk.RegisterAsync(desk.Asked() with { ReceivedAt = now - Duration.FromDays(13) })).Value;
        await desk.RefusedAsync();

        var view = await ReadAsync(desk);

        Assert.Equal([overdue, soon, running], view.Lines.Select(line => line.Request!.Value));
        Assert.Equal(
            [ClockState.Overdue, ClockState.Soon, ClockState.Running],
            view.Lines.Select(line => line.Duty.Reading.State));
        Assert.Equal(1, view.Counts[ClockState.Overdue]);
        Assert.Equal(3, view.Owed);
        Assert.Equal(RequestStep.ConfirmIdentity, view.Lines[0].Next);
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

    private static async Task<TodayView> ReadAsync(RequestDesk desk) =>
        (await desk.Get<ReadToday>().HandleAsync(Actors.Dpo, DeskFilter.All, 50, CancellationToken.None)).Value;
}
