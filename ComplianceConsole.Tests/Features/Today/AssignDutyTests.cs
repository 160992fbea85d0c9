using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Features.Today;

public sealed class AssignDutyTests
{
    [Fact]
    public async Task Staff_take_what_nobody_holds_and_let_it_go()
    {
        await using var desk = await OpenAsync();
        var duty = await DutyAsync(desk);

        Assert.True((await PassAsync(desk, Actors.Staff, duty, null, Actors.Staff.Id)).IsDone);
        Assert.Equal(new Holder(Actors.Staff.Id, "Daniyar"), await HolderAsync(desk));
        Assert.True((await PassAsync(desk, Actors.Staff, duty, Actors.Staff.Id, null)).IsDone);
        Assert.Null(await HolderAsync(desk));
    }

    [Fact]
    public async Task Staff_neither_take_from_another_nor_give_to_another()
    {
        await using var desk = await OpenAsync();
        var duty = await DutyAsync(desk);

        Assert.IsType<NotAllowed>((await PassAsync(desk, Actors.Staff, duty, null, Actors.OtherStaff.Id)).Refusal);
        Assert.True((await PassAsync(desk, Actors.OtherStaff, duty, null, Actors.OtherStaff.Id)).IsDone);
        Assert.IsType<NotAllowed>((await PassAsync(desk, Actors.Staff, duty, Actors.OtherStaff.Id, Actors.Staff.Id)).Refusal);
        Assert.IsType<NotAllowed>((await PassAsync(desk, Actors.Staff, duty, Actors.OtherStaff.Id, null)).Refusal);
        Assert.Equal("Saule", (await HolderAsync(desk))!.Name);
    }

    [Fact]
    public async Task The_responsible_person_gives_it_to_whoever_may_hold_it()
    {
        await using var desk = await OpenAsync();
        var duty = await DutyAsync(desk);

        Assert.True((await PassAsync(desk, Actors.Dpo, duty, null, Actors.Staff.Id)).IsDone);
        Assert.True((await PassAsync(desk, Actors.Dpo, duty, Actors.Staff.Id, Actors.OtherStaff.Id)).IsDone);
        Assert.IsType<InvalidInput>((await PassAsync(desk, Actors.Dpo, duty, Actors.OtherStaff.Id, Actors.Auditor.Id)).Refusal);
        Assert.IsType<InvalidInput>((await PassAsync(desk, Actors.Dpo, duty, Actors.OtherStaff.Id, "nobody-here")).Refusal);
        Assert.Equal("Saule", (await HolderAsync(desk))!.Name);
    }

    [Fact]
    public async Task The_second_of_two_who_take_it_at_once_is_told()
    {
        await using var desk = await OpenAsync();
        var duty = await DutyAsync(desk);

        Assert.True((await PassAsync(desk, Actors.Staff, duty, null, Actors.Staff.Id)).IsDone);
        Assert.IsType<ChangedMeanwhile>((await PassAsync(desk, Actors.OtherStaff, duty, null, Actors.OtherStaff.Id)).Refusal);
    }

    [Fact]
    public async Task What_has_ended_is_given_to_nobody()
    {
        await using var desk = await OpenAsync();
        var duty = await DutyAsync(desk);
        TestStores.Sql(desk.Stores.Files.Records, $"UPDATE Duties SET EndedAt = TriggerAt WHERE Id = {duty}");

        Assert.IsType<NotFound>((await PassAsync(desk, Actors.Staff, duty, null, Actors.Staff.Id)).Refusal);
    }

    [Fact]
    public async Task Nobody_else_may()
    {
        await using var desk = await OpenAsync();
        var duty = await DutyAsync(desk);

        foreach (var actor in Actors.Without(Right.AssignDuty))
        {
            Assert.IsType<NotAllowed>((await PassAsync(desk, actor, duty, null, actor.Id)).Refusal);
        }
    }

    [Fact]
    public async Task Only_who_may_give_is_told_to_whom()
    {
        await using var desk = await OpenAsync();
        await DutyAsync(desk);

        foreach (var actor in Actors.All)
        {
            var view = (await desk.Get<ReadToday>().HandleAsync(actor, DeskFilter.All, 50, CancellationToken.None)).Value;
            Assert.Equal(
                actor == Actors.Dpo ? ["Aigerim", "Daniyar", "Saule"] : [],
                view.Colleagues.Select(colleague => colleague.Name),
                StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task A_clock_that_waits_for_the_letter_of_a_destruction_is_passed_on()
    {
        await using var desk = await OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.GrantedAsync(subject);
        Assert.NotNull((await desk.DestroyAsync(DestructionDesk.Command(subject, "9.4") with { Request = number })).Value.DestroyedAt);
        var duty = await desk.DutyAsync(DutyKind.DestroyOnEvidence);

        Assert.Null(duty.EndedAt);
        Assert.True((await PassAsync(desk, Actors.Dpo, duty.Id, duty.AssignedTo, Actors.Staff.Id)).IsDone);
        Assert.Equal(Actors.Staff.Id, (await desk.DutyAsync(DutyKind.DestroyOnEvidence)).AssignedTo);
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

    private static async Task<long> DutyAsync(RequestDesk desk)
    {
        await desk.RegisteredAsync();
        return (await desk.Get<ReadToday>().HandleAsync(Actors.Dpo, DeskFilter.All, 50, CancellationToken.None)).Value.Lines[0].Id;
    }

    private static Task<Result<Done>> PassAsync(RequestDesk desk, Actor actor, long duty, string? from, string? to) =>
        desk.Get<AssignDuty>().HandleAsync(actor, new AssignDutyCommand(duty, from, to), CancellationToken.None);

    private static async Task<Holder?> HolderAsync(RequestDesk desk) =>
        (await desk.Get<ReadToday>().HandleAsync(Actors.Auditor, DeskFilter.All, 50, CancellationToken.None)).Value.Lines[0].Holder;
}
