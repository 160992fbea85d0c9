using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Destruction;

public sealed class ProposalTests
{
    private static readonly Actor s_second = new("dpo-2", "Dinara", Role.ResponsiblePerson);

    [Fact]
    public async Task One_proposes_another_approves_and_the_act_names_both()
    {
        await using var desk = await OpenAsync();
        var subject = await OwedAsync(desk);

        Assert.IsType<SecondApprovalNeeded>((await desk.DestroyAsync(DestructionDesk.Command(subject))).Refusal);
        Assert.Equal(1, (await ProposeAsync(desk, subject)).Value);
        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));
        var waiting = (await desk.Get<ReadApprovals>().HandleAsync(s_second, CancellationToken.None)).Value;
        Assert.Equal((subject, "9.7", Actors.Dpo.Name, false), (
            Assert.Single(waiting.Waiting).Subject, waiting.Waiting[0].Clause, waiting.Waiting[0].ProposedBy, waiting.Waiting[0].IsOwn));

        var made = await ApproveAsync(desk, subject, s_second);

        Assert.Equal(desk.Clock.Now, made.Value.DestroyedAt);
        Assert.Equal(SubjectState.Destroyed, desk.Stores.State(subject));
        var left = (await desk.Get<ReadTombstone>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).Value;
        Assert.Equal((s_second.Name, Actors.Dpo.Name), (left.DecidedBy, left.ProposedBy));
        Assert.Equal(0, await desk.ReadAsync(db => db.DestructionProposals.CountAsync()));
        Assert.Empty((await desk.Get<ReadApprovals>().HandleAsync(s_second, CancellationToken.None)).Value.Waiting);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Nobody_approves_or_rejects_an_own_proposal_and_nobody_else_takes_it_back()
    {
        await using var desk = await OpenAsync();
        var subject = await OwedAsync(desk);
        await ProposeAsync(desk, subject);

        // The same person under another name is the same person.
        Assert.IsType<OwnProposal>((await ApproveAsync(desk, subject, Actors.Dpo with { Name = "Somebody" })).Refusal);
        Assert.IsType<OwnProposal>((await RejectAsync(desk, subject, Actors.Dpo)).Refusal);
        Assert.IsType<NotOwnProposal>((await WithdrawAsync(desk, subject, s_second)).Refusal);
        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));
    }

    [Fact]
    public async Task Other_roles_neither_propose_nor_answer_nor_see_what_waits()
    {
        await using var desk = await OpenAsync();
        var subject = await OwedAsync(desk);
        await ProposeAsync(desk, subject);

        foreach (var actor in Actors.Without(Right.DestroySubject))
        {
            Assert.IsType<NotAllowed>((await ProposeAsync(desk, subject, actor)).Refusal);
            Assert.IsType<NotAllowed>((await ApproveAsync(desk, subject, actor)).Refusal);
            Assert.IsType<NotAllowed>((await RejectAsync(desk, subject, actor)).Refusal);
            Assert.IsType<NotAllowed>((await WithdrawAsync(desk, subject, actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.Get<ReadApprovals>().HandleAsync(actor, CancellationToken.None)).Refusal);
        }

        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("S-0000001", false)]
    public async Task The_second_person_types_and_checks_too(string typed, bool isGateChecked)
    {
        await using var desk = await OpenAsync();
        var subject = await OwedAsync(desk);
        await ProposeAsync(desk, subject);

        var refusal = (await desk.Get<AnswerProposal>().ApproveAsync(
            s_second, new ApproveProposalCommand(subject, 1, typed, isGateChecked), CancellationToken.None)).Refusal;

        Assert.Single(Assert.IsType<InvalidInputs>(refusal).Problems);
        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));
    }

    [Fact]
    public async Task A_record_that_changed_since_is_not_destroyed_on_the_old_proposal()
    {
        await using var desk = await OpenAsync();
        var subject = await OwedAsync(desk);
        await ProposeAsync(desk, subject);
        await desk.Stores.BlockAsync(subject);

        Assert.IsType<ProposalStale>((await ApproveAsync(desk, subject, s_second)).Refusal);
        Assert.Equal(SubjectState.Blocked, desk.Stores.State(subject));

        Assert.True((await RejectAsync(desk, subject, s_second)).IsDone);
        var command = DestructionDesk.Command(subject) with { ReleasesBlock = true };
        Assert.Equal(2, (await desk.Get<ProposeDestruction>().HandleAsync(Actors.Dpo, command, CancellationToken.None)).Value);
        Assert.True((await ApproveAsync(desk, subject, s_second, number: 2)).IsDone);
        Assert.Equal(SubjectState.Destroyed, desk.Stores.State(subject));
    }

    [Fact]
    public async Task A_record_that_was_blocked_and_released_meanwhile_is_not_the_one_that_was_proposed()
    {
        await using var desk = await OpenAsync();
        var subject = await OwedAsync(desk);
        await ProposeAsync(desk, subject);
        await desk.Stores.BlockAsync(subject);
        Assert.True((await desk.Stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.UnblockSubject,
            "test.unblock",
            scope =>
            {
                var row = scope.Find(subject)!;
                (row.State, row.BlockedAt, row.BlockedBy) = (SubjectState.Active, null, null);
                scope.WriteBlock(row, BlockEventKind.Unblocked);
                scope.Record(ProcessingAction.Unblocking, "2.1(7)", subject);
                return default(Done);
            },
            CancellationToken.None)).IsDone);

        Assert.IsType<ProposalStale>((await ApproveAsync(desk, subject, s_second)).Refusal);
        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));
    }

    [Fact]
    public async Task A_ground_that_is_gone_or_a_request_that_came_since_stops_the_approval()
    {
        await using var desk = await OpenAsync();
        var subject = await OwedAsync(desk);
        await ProposeAsync(desk, subject);
        var request = await desk.RegisteredAsync(subject);

        Assert.Equal([request], Assert.IsType<RequestsForbidDestruction>((await ApproveAsync(desk, subject, s_second)).Refusal).Requests);

        Assert.True((await desk.RefuseAsync(request)).IsDone);
        Assert.True((await desk.TellAsync(request)).IsDone);
        TestStores.Sql(desk.Stores.Files.Records, "UPDATE Duties SET EndedAt = 1");
        Assert.IsType<ProposalStale>((await ApproveAsync(desk, subject, s_second)).Refusal);
    }

    [Fact]
    public async Task A_rejection_gives_its_reason_and_the_proposal_is_answered_once()
    {
        await using var desk = await OpenAsync();
        var subject = await OwedAsync(desk);
        await ProposeAsync(desk, subject);
        Assert.IsType<ProposalWaits>((await ProposeAsync(desk, subject)).Refusal);

        Assert.Equal("Required", Assert.IsType<InvalidInput>((await RejectAsync(desk, subject, s_second, " ")).Refusal).Problem);
        Assert.True((await RejectAsync(desk, subject, s_second, "The contract still runs.")).IsDone);

        Assert.IsType<ProposalEnded>((await RejectAsync(desk, subject, s_second)).Refusal);
        Assert.IsType<ProposalEnded>((await ApproveAsync(desk, subject, s_second)).Refusal);
        Assert.IsType<NotFound>((await ApproveAsync(desk, subject, s_second, number: 9)).Refusal);
        var plan = (await desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        Assert.Equal(
            (ProposalState.Rejected, s_second.Name, "The contract still runs."),
            (plan.Proposal!.State, plan.Proposal.EndedBy, plan.Proposal.Reason));
        Assert.Empty(desk.Stores.FilesWith("The contract still runs."));
        Assert.True((await ProposeAsync(desk, subject)).IsDone);
        Assert.True((await WithdrawAsync(desk, subject, Actors.Dpo)).IsDone);
        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));
    }

    [Fact]
    public async Task On_evidence_the_request_follows_when_the_second_person_approves()
    {
        await using var desk = await OpenAsync();
        var subject = await desk.AddAsync();
        var request = await desk.GrantedAsync(subject);
        var command = DestructionDesk.Command(subject, "9.4") with { Request = request };
        Assert.True((await desk.Get<ProposeDestruction>().HandleAsync(Actors.Dpo, command, CancellationToken.None)).IsDone);

        Assert.True((await ApproveAsync(desk, subject, s_second)).IsDone);

        Assert.Equal(RequestStage.CarriedOut, (await desk.ReadAsync(request)).Stage);
    }

    private static Task<RequestDesk> OpenAsync() =>
        RequestDesk.OpenAsync(more: services => services.AddSingleton(new DestructionSettings { SecondApproval = true }));

    private static async Task<SubjectId> OwedAsync(RequestDesk desk)
    {
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        return subject;
    }

    private static Task<Result<int>> ProposeAsync(RequestDesk desk, SubjectId subject, Actor? actor = null) =>
        desk.Get<ProposeDestruction>().HandleAsync(actor ?? Actors.Dpo, DestructionDesk.Command(subject), CancellationToken.None);

    private static Task<Result<DestructionMade>> ApproveAsync(RequestDesk desk, SubjectId subject, Actor actor, int number = 1) =>
        desk.Get<AnswerProposal>().ApproveAsync(
            actor, new ApproveProposalCommand(subject, number, subject.ToString(), IsGateChecked: true), CancellationToken.None);

    private static Task<Result<Done>> RejectAsync(RequestDesk desk, SubjectId subject, Actor actor, string reason = "No.") =>
        desk.Get<AnswerProposal>().RejectAsync(actor, subject, 1, reason, CancellationToken.None);

    private static async Task<Result<Done>> WithdrawAsync(RequestDesk desk, SubjectId subject, Actor actor)
    {
        var number = await desk.ReadAsync(db => db.DestructionProposals.MaxAsync(row => row.Number));
        return await desk.Get<AnswerProposal>().WithdrawAsync(actor, subject, number, "A mistake.", CancellationToken.None);
    }
}
