using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Destruction;

/// <summary>Approves a proposed destruction, which decides it.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Number">The proposal that was shown.</param>
/// <param name="TypedNumber">The subject's number as it was typed to confirm.</param>
/// <param name="IsGateChecked">Whether the second person too has checked that nothing demands that the data be kept. Law 8(2).</param>
public sealed record ApproveProposalCommand(SubjectId Subject, int Number, string TypedNumber, bool IsGateChecked);

/// <summary>
/// What becomes of a proposed destruction: another person approves it, so that it is decided and carried out, or rejects it; whoever proposed it
/// may take it back. Policy 2.1(10).
/// </summary>
public sealed class AnswerProposal(Operation operation, Destructions destructions)
{
    /// <summary>The input of the reason, as refusals name it.</summary>
    public const string ReasonInput = "ProposalReason";

    /// <summary>The most characters of a reason.</summary>
    public const int LongestReason = 1_000;

    /// <summary>Approves and destroys.</summary>
    /// <returns>
    /// What was done; or <see cref="OwnProposal"/>, <see cref="ProposalEnded"/>, <see cref="ProposalStale"/>, <see cref="ProposedInGroup"/>, and what
    /// <see cref="DestroySubject"/> refuses.
    /// </returns>
    public async Task<Result<DestructionMade>> ApproveAsync(Actor actor, ApproveProposalCommand command, CancellationToken cancellation)
    {
        var decided = await operation.ChangeAsync<DestructionMade>(
            actor, Right.DestroySubject, "destruction.approve", (scope, ct) => ApproveAsync(scope, command, ct), cancellation);
        if (!decided.TryGet(out var made, out var refusal))
        {
            return refusal;
        }

        var at = await destructions.TryFinishAsync(command.Subject, CancellationToken.None);
        return made with { DestroyedAt = at };
    }

    /// <summary>Rejects, with the reason.</summary>
    /// <returns>Done; or <see cref="OwnProposal"/>, <see cref="ProposalEnded"/>, <see cref="InvalidInput"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> RejectAsync(Actor actor, SubjectId subject, int number, string? reason, CancellationToken cancellation) =>
        EndAsync(actor, subject, number, reason, ProposalState.Rejected, "destruction.reject", cancellation);

    /// <summary>Takes one's own proposal back, with the reason.</summary>
    /// <returns>Done; or <see cref="NotOwnProposal"/>, <see cref="ProposalEnded"/>, <see cref="InvalidInput"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> WithdrawAsync(Actor actor, SubjectId subject, int number, string? reason, CancellationToken cancellation) =>
        EndAsync(actor, subject, number, reason, ProposalState.Withdrawn, "destruction.withdraw", cancellation);

    private static async Task<Result<DestructionMade>> ApproveAsync(
        OperationScope scope, ApproveProposalCommand command, CancellationToken cancellation)
    {
        if (!(await FindAsync(scope, command.Subject, command.Number, cancellation)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        var (row, proposal) = found;
        if (IsOwn(scope, proposal))
        {
            return new OwnProposal(command.Subject);
        }

        if (row.Revision != proposal.SubjectRevision)
        {
            return new ProposalStale(command.Subject);
        }

        var request = proposal.RequestId is { } id ? await scope.FindRequestAsync(id, cancellation) : null;
        var decided = await DestructionDecision.DecideAsync(
            scope,
            new DestroyCommand(command.Subject, proposal.Clause, command.TypedNumber)
            {
                Request = request?.NumberOf(),
                DutyId = proposal.DutyId,
                IsGateChecked = command.IsGateChecked,
                ReleasesBlock = proposal.ReleasesBlock,
                Language = proposal.Language,
            },
            proposal,
            cancellation);
        if (!decided.IsDone)
        {
            return decided.Refusal is NoGroundToDestroy or RecordBlocked ? new ProposalStale(command.Subject) : decided;
        }

        (proposal.State, proposal.EndedAt, proposal.EndedByName) = (ProposalState.Approved, scope.Now, scope.Actor.Name);
        scope.ChangedDuties();
        return decided;
    }

    private Task<Result<Done>> EndAsync(
        Actor actor, SubjectId subject, int number, string? reason, ProposalState state, string name, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.DestroySubject,
            name,
            async (scope, ct) =>
            {
                if (!(await FindAsync(scope, subject, number, ct)).TryGet(out var found, out var refusal))
                {
                    return refusal;
                }

                if (IsOwn(scope, found.Proposal) != (state == ProposalState.Withdrawn))
                {
                    return state == ProposalState.Withdrawn ? new NotOwnProposal(subject) : new OwnProposal(subject);
                }

                if (!ReadReason(reason).TryGet(out var text, out refusal))
                {
                    return refusal;
                }

                End(scope, found.Proposal, state, text);
                scope.ChangedDuties();
                return default(Done);
            },
            cancellation);

    /// <summary>The reason, cleaned; or what is to be mended.</summary>
    internal static Result<string> ReadReason(string? reason)
    {
        var text = TextCleaning.Clean(reason).Value;
        return text.Length switch
        {
            0 => new InvalidInput(ReasonInput, "Required"),
            > LongestReason => new InvalidInput(ReasonInput, "TooLong", LongestReason),
            _ => text,
        };
    }

    /// <summary>Writes that a proposal was rejected or taken back, and why.</summary>
    internal static void End(OperationScope scope, DestructionProposalRow proposal, ProposalState state, string reason)
    {
        (proposal.State, proposal.EndedAt, proposal.EndedByName) = (state, scope.Now, scope.Actor.Name);
        proposal.Reason = scope.SealReason(proposal, reason);
        scope.Record(
            ProcessingAction.Administration, proposal.Clause, new SubjectId(proposal.SubjectId), new { proposal = proposal.Number, reason }, proposal.RequestId);
    }

    /// <summary>Whether whoever acts proposed it: by identity and not by name, for two people may share one.</summary>
    internal static bool IsOwn(OperationScope scope, DestructionProposalRow proposal) =>
        string.Equals(proposal.ProposedById, scope.Actor.Id, StringComparison.Ordinal);

    private static async Task<Result<Found>> FindAsync(OperationScope scope, SubjectId subject, int number, CancellationToken cancellation)
    {
        if (!DestructionCase.Find(scope, subject).TryGet(out var row, out var refusal))
        {
            return refusal;
        }

        var proposal = await scope.Db.DestructionProposals.SingleOrDefaultAsync(one => one.SubjectId == row.Id && one.Number == number, cancellation);
        return proposal is null ? new NotFound("Proposal")
            : proposal.State != ProposalState.Waiting ? new ProposalEnded(subject)
            : proposal.GroupId is not null ? new ProposedInGroup(subject)
            : new Found(row, proposal);
    }

    private sealed record Found(SubjectRow Row, DestructionProposalRow Proposal);
}
