using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Bulk;
using ComplianceConsole.Settings;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>A selection of proposals is answered in one act, and each stays a proposal of its own.</summary>
public sealed class AnswerManyTests
{
    private static readonly Actor s_second = new("dpo-2", "Dinara", Role.ResponsiblePerson);

    [Fact]
    public async Task A_selection_is_approved_in_one_act_and_what_changed_since_is_left_as_it_is()
    {
        await using var desk = await OpenAsync();
        var items = await ProposedAsync(desk, 3);
        await desk.Stores.BlockAsync(items[1].Subject);
        var steps = new List<(SubjectId, bool)>();

        var outcome = (await ApproveAsync(desk, items, "3", step => steps.Add((step.Item.Subject, step.Outcome is not null)))).Value;

        Assert.Equal([SubjectState.Destroyed, SubjectState.Blocked, SubjectState.Destroyed], items.Select(item => desk.Stores.State(item.Subject)));
        Assert.IsType<ProposalStale>(outcome.Outcomes[1].Refusal);
        Assert.Equal(items.SelectMany(item => new[] { (item.Subject, false), (item.Subject, true) }), steps);
        var left = (await desk.Get<ReadTombstone>().HandleAsync(Actors.Staff, items[0].Subject, CancellationToken.None)).Value;
        Assert.Equal((s_second.Name, Actors.Dpo.Name), (left.DecidedBy, left.ProposedBy));
        var waiting = (await desk.Get<ReadApprovals>().HandleAsync(s_second, CancellationToken.None)).Value;
        Assert.Equal((items[1].Subject, 1, 1), (Assert.Single(waiting.Waiting).Subject, waiting.Count, waiting.Answerable));
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Nobody_approves_own_proposals_in_a_selection()
    {
        await using var desk = await OpenAsync();
        var items = await ProposedAsync(desk, 2);

        var outcome = (await desk.Get<AnswerMany>().ApproveAsync(
            Actors.Dpo, new ApproveManyCommand(items, "2", IsGateChecked: true), progress: null, CancellationToken.None)).Value;

        Assert.All(outcome.Outcomes, one => Assert.IsType<OwnProposal>(one.Refusal));
        Assert.Equal(SubjectState.Active, desk.Stores.State(items[0].Subject));
        Assert.Equal(0, (await desk.Get<ReadApprovals>().HandleAsync(Actors.Dpo, CancellationToken.None)).Value.Answerable);
    }

    [Theory]
    [InlineData("1", true, AnswerMany.CountInput)]
    [InlineData("", true, AnswerMany.CountInput)]
    [InlineData("2", false, AnswerMany.GateInput)]
    public async Task Nothing_is_approved_that_was_not_confirmed(string typed, bool isGateChecked, string input)
    {
        await using var desk = await OpenAsync();
        var items = await ProposedAsync(desk, 2);

        var refusal = (await desk.Get<AnswerMany>().ApproveAsync(
            s_second, new ApproveManyCommand(items, typed, isGateChecked), progress: null, CancellationToken.None)).Refusal;

        Assert.Equal(input, Assert.Single(Assert.IsType<InvalidInputs>(refusal).Problems).FieldName);
        Assert.Equal(SubjectState.Active, desk.Stores.State(items[0].Subject));
    }

    [Fact]
    public async Task A_selection_is_rejected_with_one_reason_and_the_rest_can_be_called_off()
    {
        await using var desk = await OpenAsync();
        var items = await ProposedAsync(desk, 3);
        Assert.IsType<InvalidInputs>((await desk.Get<AnswerMany>().RejectAsync(s_second, items, " ", progress: null, CancellationToken.None)).Refusal);
        using var stop = new CancellationTokenSource();

        var outcome = (await desk.Get<AnswerMany>().RejectAsync(
            s_second, items, "The contracts still run.", step => Stop(step, stop), stop.Token)).Value;

        Assert.Equal([true, false, false], outcome.Outcomes.Select(one => one.IsRejected));
        Assert.Equal([false, true, true], outcome.Outcomes.Select(one => one.IsLeft));
        var plan = (await desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, items[0].Subject, CancellationToken.None)).Value;
        Assert.Equal((ProposalState.Rejected, "The contracts still run."), (plan.Proposal!.State, plan.Proposal.Reason));
    }

    [Fact]
    public async Task The_queue_offers_no_box_for_what_is_proposed_already()
    {
        await using var desk = await OpenAsync();
        var items = await ProposedAsync(desk, 1);

        var line = Assert.Single((await desk.Get<ReadDestructions>().HandleAsync(Actors.Dpo, 50, CancellationToken.None)).Value.Waiting);

        Assert.Equal((items[0].Subject, true, false), (line.Subject, line.Against.IsProposed, line.IsReady));
    }

    private static void Stop(SelectionStep step, CancellationTokenSource stop)
    {
        if (step.Outcome is not null)
        {
            stop.Cancel();
        }
    }

    private static Task<Result<SelectionOutcome>> ApproveAsync(
        RequestDesk desk, IReadOnlyList<SelectedProposal> items, string typed, Action<SelectionStep>? progress = null) =>
        desk.Get<AnswerMany>().ApproveAsync(s_second, new ApproveManyCommand(items, typed, IsGateChecked: true), progress, CancellationToken.None);

    private static Task<RequestDesk> OpenAsync() =>
        RequestDesk.OpenAsync(more: services => services.AddSingleton(new DestructionSettings { SecondApproval = true }));

    private static async Task<IReadOnlyList<SelectedProposal>> ProposedAsync(RequestDesk desk, int count)
    {
        var items = new List<SelectedProposal>();
        for (var i = 0; i < count; i++)
        {
            var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
            await desk.OweAsync(subject);
            var number = await desk.Get<ProposeDestruction>().HandleAsync(Actors.Dpo, DestructionDesk.Command(subject), CancellationToken.None);
            items.Add(new SelectedProposal(subject, number.Value, "9.7"));
        }

        return items;
    }
}
