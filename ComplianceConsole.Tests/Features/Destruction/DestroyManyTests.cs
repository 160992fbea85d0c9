using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Bulk;
using ComplianceConsole.Settings;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Destruction;

public sealed class DestroyManyTests
{
    [Fact]
    public async Task Each_record_has_its_own_act_and_what_is_refused_stops_nothing()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var items = await OwedAsync(desk, 4);
        var open = await desk.RegisteredAsync(items[1].Subject);
        await desk.Stores.BlockAsync(items[2].Subject);
        var seen = new List<(SubjectId, bool)>();

        var outcome = (await desk.Get<DestroyMany>().HandleAsync(
            Actors.Dpo, Command(items), step => seen.Add((step.Item.Subject, step.Outcome is not null)), CancellationToken.None)).Value;

        Assert.Equal(items.SelectMany(item => new[] { (item.Subject, false), (item.Subject, true) }), seen);
        Assert.NotNull(outcome.Outcomes[0].Made!.DestroyedAt);
        Assert.Equal([open], Assert.IsType<RequestsForbidDestruction>(outcome.Outcomes[1].Refusal).Requests);
        Assert.IsType<RecordBlocked>(outcome.Outcomes[2].Refusal);
        Assert.NotNull(outcome.Outcomes[3].Made!.DestroyedAt);
        Assert.Equal(
            [(items[0].Subject.Number, 1), (items[3].Subject.Number, 2)],
            await desk.ReadAsync(async db =>
                (await db.Destructions.OrderBy(row => row.ActSerial).ToListAsync()).ConvertAll(row => (row.SubjectId, row.ActSerial!.Value))));

        outcome = (await desk.Get<DestroyMany>().HandleAsync(
            Actors.Dpo, Command([items[2]]) with { ReleasesBlocks = true }, progress: null, CancellationToken.None)).Value;
        Assert.NotNull(outcome.Outcomes[0].Made);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task The_rest_is_called_off_between_two_records()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var items = await OwedAsync(desk, 3);
        using var stop = new CancellationTokenSource();

        var outcome = (await desk.Get<DestroyMany>().HandleAsync(Actors.Dpo, Command(items), _ => stop.Cancel(), stop.Token)).Value;

        Assert.NotNull(outcome.Outcomes[0].Made!.DestroyedAt);
        Assert.Equal([false, true, true], outcome.Outcomes.Select(one => one.IsLeft));
        Assert.Equal(SubjectState.Active, desk.Stores.State(items[1].Subject));
    }

    [Theory]
    [InlineData("1", true, DestroyMany.CountInput)]
    [InlineData("two", true, DestroyMany.CountInput)]
    [InlineData("2", false, DestroyMany.GateInput)]
    public async Task Nothing_is_destroyed_that_was_not_confirmed(string typed, bool isGateChecked, string input)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var items = await OwedAsync(desk, 2);

        var refusal = (await desk.Get<DestroyMany>().HandleAsync(
            Actors.Dpo, new DestroyManyCommand(items, typed, isGateChecked), progress: null, CancellationToken.None)).Refusal;

        Assert.Equal(input, Assert.Single(Assert.IsType<InvalidInputs>(refusal).Problems).FieldName);
        Assert.Equal(SubjectState.Active, desk.Stores.State(items[0].Subject));
    }

    [Fact]
    public async Task Other_roles_begin_none_and_where_two_are_needed_each_is_proposed()
    {
        await using var desk = await RequestDesk.OpenAsync(
            more: services => services.AddSingleton(new DestructionSettings { SecondApproval = true }));
        var items = await OwedAsync(desk, 2);
        foreach (var actor in Actors.Without(Right.DestroySubject))
        {
            Assert.IsType<NotAllowed>(
                (await desk.Get<DestroyMany>().HandleAsync(actor, Command(items), progress: null, CancellationToken.None)).Refusal);
        }

        var outcome = (await desk.Get<DestroyMany>().HandleAsync(Actors.Dpo, Command(items), progress: null, CancellationToken.None)).Value;

        Assert.All(outcome.Outcomes, one => Assert.True(one.IsProposed));
        Assert.Equal(2, await desk.ReadAsync(db => db.DestructionProposals.CountAsync()));
        Assert.Equal(SubjectState.Active, desk.Stores.State(items[0].Subject));
    }

    [Fact]
    public async Task The_queue_tells_a_duty_that_followed_from_a_request_from_a_request_that_asks_for_destruction()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var (followed, asked) = (await desk.AddAsync(), await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")));
        var duty = await desk.OweAsync(followed);
        var request = await desk.RegisteredAsync(followed);
        Assert.True((await desk.RefuseAsync(request)).IsDone);
        Assert.True((await desk.TellAsync(request)).IsDone);
        TestStores.Sql(desk.Stores.Files.Records, $"UPDATE Duties SET RequestId = (SELECT MAX(Id) FROM Requests) WHERE Id = {duty}");
        await desk.GrantedAsync(asked);

        var list = (await desk.Get<ReadDestructions>().HandleAsync(Actors.Dpo, 50, CancellationToken.None)).Value;

        Assert.Equal(2, list.RecordCount);
        Assert.Equal(
            [(followed, request, false), (asked, list.Waiting.Single(line => line.Subject == asked).Leading.Request!.Value, true)],
            list.Waiting.OrderBy(line => line.Subject.Number).Select(line => (line.Subject, line.Leading.Request!.Value, line.Ground!.Request is not null)));
        var items = list.Waiting.Select(line => new SelectedDestruction(
            line.Subject, line.Ground!.Clause, line.Ground.DutyId, line.Ground.Request));
        var outcome = (await desk.Get<DestroyMany>().HandleAsync(Actors.Dpo, Command([.. items]), progress: null, CancellationToken.None)).Value;
        Assert.All(outcome.Outcomes, one => Assert.NotNull(one.Made));
    }

    private static DestroyManyCommand Command(IReadOnlyList<SelectedDestruction> items) =>
        new(items, items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), IsGateChecked: true) { Language = "ru" };

    private static async Task<IReadOnlyList<SelectedDestruction>> OwedAsync(RequestDesk desk, int count)
    {
        var items = new List<SelectedDestruction>();
        for (var i = 0; i < count; i++)
        {
            var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
            items.Add(new SelectedDestruction(subject, "9.7", await desk.OweAsync(subject)));
        }

        return items;
    }
}
