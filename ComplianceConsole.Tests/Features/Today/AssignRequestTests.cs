using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Features.Today;

public sealed class AssignRequestTests
{
    [Fact]
    public async Task Staff_take_what_nobody_holds_and_neither_take_from_another_nor_give()
    {
        await using var desk = await OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Information, await desk.SubjectWithConsentAsync());

        Assert.IsType<NotAllowed>((await PassAsync(desk, Actors.Staff, number, null, Actors.OtherStaff.Id)).Refusal);
        Assert.True((await PassAsync(desk, Actors.Staff, number, null, Actors.Staff.Id)).IsDone);
        Assert.IsType<ChangedMeanwhile>((await PassAsync(desk, Actors.OtherStaff, number, null, Actors.OtherStaff.Id)).Refusal);
        Assert.IsType<NotAllowed>((await PassAsync(desk, Actors.OtherStaff, number, Actors.Staff.Id, Actors.OtherStaff.Id)).Refusal);
        Assert.IsType<InvalidInput>((await PassAsync(desk, Actors.Dpo, number, Actors.Staff.Id, Actors.Auditor.Id)).Refusal);
        foreach (var actor in Actors.Without(Right.AssignDuty))
        {
            Assert.IsType<NotAllowed>((await PassAsync(desk, actor, number, Actors.Staff.Id, actor.Id)).Refusal);
        }

        Assert.Equal("Daniyar", Assert.Single((await ReadAsync(desk, DeskFilter.All)).Unclocked).Holder!.Name);
        Assert.True((await PassAsync(desk, Actors.Staff, number, Actors.Staff.Id, null)).IsDone);
        Assert.Null(Assert.Single((await ReadAsync(desk, DeskFilter.All)).Unclocked).Holder);
    }

    [Fact]
    public async Task It_stands_under_mine_and_under_nobodys_and_is_counted_in_all()
    {
        await using var desk = await OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Information, await desk.SubjectWithConsentAsync());
        var (mine, free) = (new DeskFilter { IsMine = true }, new DeskFilter { IsFree = true });
        Assert.Equal((0, 1, 1), (await CountAsync(mine), await CountAsync(free), (await ReadAsync(desk, mine)).UnclockedOwed));

        Assert.True((await PassAsync(desk, Actors.Dpo, number, null, Actors.Staff.Id)).IsDone);
        Assert.Equal((1, 0, 1), (await CountAsync(mine), await CountAsync(free), (await ReadAsync(desk, free)).UnclockedOwed));

        async Task<int> CountAsync(DeskFilter filter) => (await ReadAsync(desk, filter, Actors.Staff)).UnclockedCount;
    }

    [Fact]
    public async Task Who_holds_a_request_holds_its_clock_and_who_holds_the_clock_holds_what_is_left()
    {
        await using var desk = await OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Correction, await desk.SubjectWithConsentAsync());
        Assert.True((await PassAsync(desk, Actors.Dpo, number, null, Actors.Staff.Id)).IsDone);

        Assert.True((await desk.EvidenceAsync(number)).IsDone);
        var line = Assert.Single((await ReadAsync(desk, DeskFilter.All)).Lines);
        Assert.Equal(new Holder(Actors.Staff.Id, "Daniyar"), line.Holder);
        Assert.IsType<ChangedMeanwhile>((await PassAsync(desk, Actors.Dpo, number, Actors.Staff.Id, Actors.OtherStaff.Id)).Refusal);

        var pass = new AssignDutyCommand(line.Id, Actors.Staff.Id, Actors.OtherStaff.Id);
        Assert.True((await desk.Get<AssignDuty>().HandleAsync(Actors.Dpo, pass, CancellationToken.None)).IsDone);
        TestStores.Sql(desk.Stores.Files.Records, "UPDATE Duties SET EndedAt = TriggerAt");
        Assert.Equal(Actors.OtherStaff.Id, Assert.Single((await ReadAsync(desk, DeskFilter.All)).Unclocked).Holder!.Id);
    }

    [Fact]
    public async Task One_that_is_closed_is_given_to_nobody()
    {
        await using var desk = await OpenAsync();

        Assert.IsType<NotFound>((await PassAsync(desk, Actors.Dpo, await desk.RefusedAsync(), null, Actors.Dpo.Id)).Refusal);
        Assert.IsType<NotFound>((await PassAsync(desk, Actors.Dpo, new RequestNumber(2020, 1), null, Actors.Dpo.Id)).Refusal);
    }

    private static async Task<RequestDesk> OpenAsync()
    {
        var desk = await RequestDesk.OpenAsync();
        foreach (var actor in Actors.All.Append(Actors.OtherStaff))
        {
            await desk.SignInAsync(actor);
        }

        return desk;
    }

    private static Task<Result<Done>> PassAsync(RequestDesk desk, Actor actor, RequestNumber number, string? from, string? to) =>
        desk.Get<AssignRequest>().HandleAsync(actor, new AssignRequestCommand(number, from, to), CancellationToken.None);

    private static async Task<TodayView> ReadAsync(RequestDesk desk, DeskFilter filter, Actor? actor = null) =>
        (await desk.Get<ReadToday>().HandleAsync(actor ?? Actors.Dpo, filter, 50, CancellationToken.None)).Value;
}
