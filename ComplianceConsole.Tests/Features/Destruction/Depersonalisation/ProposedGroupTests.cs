using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Features.Destruction.Holds;
using ComplianceConsole.Settings;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Destruction.Depersonalisation;

/// <summary>A group is proposed by one and depersonalised by another, as it was proposed or not at all.</summary>
public sealed class ProposedGroupTests
{
    private static readonly Actor s_second = new("dpo-2", "Dinara", Role.ResponsiblePerson);

    [Fact]
    public async Task One_proposes_a_group_another_approves_it_and_each_act_names_both()
    {
        await using var desk = await OpenAsync();
        var subjects = await desk.AddGroupAsync(10);

        var group = (await ProposeAsync(desk, subjects)).Value;

        Assert.All(subjects, subject => Assert.Equal(SubjectState.Active, desk.Stores.State(subject)));
        Assert.Empty(await desk.RemaindersAsync());
        Assert.Equal(0, (await desk.Get<ReadDepersonalisable>().HandleAsync(Actors.Dpo, CancellationToken.None)).Value.Count);
        var waiting = Assert.Single((await desk.Get<ReadApprovals>().HandleAsync(s_second, CancellationToken.None)).Value.Groups);
        Assert.Equal((group, 10, 10, Actors.Dpo.Name, false), (waiting.Group, waiting.Subjects.Count, waiting.Size, waiting.ProposedBy, waiting.IsOwn));

        var made = (await ApproveAsync(desk, group)).Value;

        Assert.Equal((10, 10, 0), (made.Finished, made.Remains.Whole, made.Remains.Suppressed));
        Assert.Equal(10, (await desk.RemaindersAsync()).Count);
        var left = (await desk.Get<ReadTombstone>().HandleAsync(Actors.Staff, subjects[4], CancellationToken.None)).Value;
        Assert.Equal((s_second.Name, Actors.Dpo.Name, 10), (left.DecidedBy, left.ProposedBy, left.Remains!.Together));
        Assert.Equal(0, await desk.ReadAsync(db => db.DestructionProposals.CountAsync()));
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Nobody_answers_an_own_group_and_nobody_else_takes_it_back()
    {
        await using var desk = await OpenAsync();
        var group = (await ProposeAsync(desk, await desk.AddGroupAsync(2))).Value;

        Assert.Equal(2, Assert.IsType<OwnGroup>((await ApproveAsync(desk, group, "2", Actors.Dpo with { Name = "Somebody" })).Refusal).Count);
        Assert.IsType<OwnGroup>((await desk.Get<AnswerGroup>().RejectAsync(Actors.Dpo, group, "No.", CancellationToken.None)).Refusal);
        Assert.IsType<NotOwnGroup>((await desk.Get<AnswerGroup>().WithdrawAsync(s_second, group, "No.", CancellationToken.None)).Refusal);
        Assert.Empty(await desk.RemaindersAsync());
    }

    [Fact]
    public async Task What_changed_in_the_group_stops_the_whole_of_it()
    {
        await using var desk = await OpenAsync();
        var subjects = await desk.AddGroupAsync(10);
        var group = (await ProposeAsync(desk, subjects)).Value;
        await desk.Stores.BlockAsync(subjects[3]);

        Assert.Equal(subjects[3], Assert.IsType<GroupStale>((await ApproveAsync(desk, group)).Refusal).Subject);
        Assert.Empty(await desk.RemaindersAsync());
        Assert.Equal(SubjectState.Active, desk.Stores.State(subjects[0]));
    }

    [Fact]
    public async Task A_reason_to_keep_or_a_request_that_came_since_stops_it_too()
    {
        await using var desk = await OpenAsync();
        var subjects = await desk.AddGroupAsync(10);
        var group = (await ProposeAsync(desk, subjects)).Value;
        Assert.True((await desk.Get<KeepHolds>().SetAsync(
            Actors.Dpo, subjects[5], new HoldForm { Kind = HoldKind.LegalDuty, Basis = "Tax code" }, CancellationToken.None)).IsDone);
        Assert.Equal(subjects[5], Assert.IsType<GroupStale>((await ApproveAsync(desk, group)).Refusal).Subject);

        Assert.True((await desk.Get<KeepHolds>().LiftAsync(Actors.Dpo, subjects[5], 1, CancellationToken.None)).IsDone);
        await desk.RegisteredAsync(subjects[6]);
        Assert.Equal(subjects[6], Assert.IsType<GroupStale>((await ApproveAsync(desk, group)).Refusal).Subject);
    }

    [Fact]
    public async Task A_group_of_which_one_is_gone_is_another_group()
    {
        await using var desk = await OpenAsync();
        var subjects = await desk.AddGroupAsync(10);
        var group = (await ProposeAsync(desk, subjects)).Value;
        Assert.True((await desk.Stores.DecideAsync(subjects[0])).IsDone);
        Assert.NotNull(await desk.Stores.Destructions().TryFinishAsync(subjects[0], CancellationToken.None));

        Assert.IsType<GroupStale>((await ApproveAsync(desk, group, "9")).Refusal);
        Assert.Empty(await desk.RemaindersAsync());
        Assert.True((await desk.Get<AnswerGroup>().RejectAsync(s_second, group, "One is gone.", CancellationToken.None)).IsDone);
        Assert.IsType<GroupEnded>((await ApproveAsync(desk, group, "9")).Refusal);
    }

    [Fact]
    public async Task A_rejected_group_can_be_proposed_anew_and_one_record_of_a_group_is_not_answered_alone()
    {
        await using var desk = await OpenAsync();
        var subjects = await desk.AddGroupAsync(2);
        var group = (await ProposeAsync(desk, subjects)).Value;
        Assert.IsType<ProposedInGroup>((await desk.Get<AnswerProposal>().ApproveAsync(
            s_second, new ApproveProposalCommand(subjects[0], 1, subjects[0].ToString(), IsGateChecked: true), CancellationToken.None)).Refusal);
        Assert.IsType<ProposalWaits>((await desk.Get<ProposeDestruction>().HandleAsync(
            Actors.Dpo, DestructionDesk.Command(subjects[0]), CancellationToken.None)).Refusal);
        Assert.IsType<InvalidInput>((await desk.Get<AnswerGroup>().RejectAsync(s_second, group, "", CancellationToken.None)).Refusal);

        Assert.True((await desk.Get<AnswerGroup>().RejectAsync(s_second, group, "Too few.", CancellationToken.None)).IsDone);

        var plan = (await desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, subjects[1], CancellationToken.None)).Value;
        Assert.Equal((ProposalState.Rejected, "Too few."), (plan.Proposal!.State, plan.Proposal.Reason));
        var second = (await ProposeAsync(desk, subjects)).Value;
        Assert.NotEqual(group, second);
        Assert.True((await desk.Get<AnswerGroup>().WithdrawAsync(Actors.Dpo, second, "A mistake.", CancellationToken.None)).IsDone);
        Assert.IsType<NotFound>((await ApproveAsync(desk, 99)).Refusal);
    }

    [Fact]
    public async Task What_would_remain_is_worked_out_before_and_changes_nothing()
    {
        await using var desk = await OpenAsync();
        var subjects = await desk.AddGroupAsync(10);

        var all = (await PreviewAsync(desk, subjects)).Value;
        var few = (await PreviewAsync(desk, [.. subjects.Take(9)])).Value;

        Assert.Equal((5, 10, 10, 0), (all.SmallestGroup, all.Together, all.Whole, all.Suppressed));
        Assert.Equal((9, 9), (few.Together, few.Suppressed));
        Assert.Empty(await desk.RemaindersAsync());
        Assert.Equal(SubjectState.Active, desk.Stores.State(subjects[0]));
        var entry = (await desk.Stores.EntriesAsync())[^1];
        Assert.Equal("depersonalisation.preview", entry.Operation);
        foreach (var actor in Actors.Without(Right.DestroySubject))
        {
            Assert.IsType<NotAllowed>((await PreviewAsync(desk, subjects, actor)).Refusal);
            Assert.IsType<NotAllowed>((await ProposeAsync(desk, subjects, actor)).Refusal);
        }

        await desk.Stores.BlockAsync(subjects[2]);
        Assert.IsType<RecordBlocked>((await PreviewAsync(desk, subjects)).Refusal);
    }

    private static Task<RequestDesk> OpenAsync() =>
        RequestDesk.OpenAsync(more: services => services.AddSingleton(new DestructionSettings { SecondApproval = true }));

    private static Task<Result<long>> ProposeAsync(RequestDesk desk, IReadOnlyList<SubjectId> subjects, Actor? actor = null) =>
        desk.Get<ProposeDepersonalisation>().HandleAsync(actor ?? Actors.Dpo, DepersonalisationDesk.Command(subjects), CancellationToken.None);

    private static Task<Result<DepersonalisationMade>> ApproveAsync(RequestDesk desk, long group, string typed = "10", Actor? actor = null) =>
        desk.Get<AnswerGroup>().ApproveAsync(actor ?? s_second, new ApproveGroupCommand(group, typed, IsGateChecked: true), CancellationToken.None);

    private static Task<Result<RemainsFacts>> PreviewAsync(RequestDesk desk, IReadOnlyCollection<SubjectId> subjects, Actor? actor = null) =>
        desk.Get<PreviewDepersonalisation>().HandleAsync(actor ?? Actors.Dpo, subjects, CancellationToken.None);
}
