using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Destruction.Depersonalisation;

/// <summary>Approves a group that was proposed to be depersonalised, which decides it.</summary>
/// <param name="Group">The number of the group.</param>
/// <param name="TypedCount">The number of records as it was typed to confirm.</param>
/// <param name="IsGateChecked">Whether the second person too has checked for each that nothing demands that the data be kept. Law 8(2).</param>
public sealed record ApproveGroupCommand(long Group, string? TypedCount, bool IsGateChecked);

/// <summary>
/// What becomes of a group that was proposed to be depersonalised: another person approves the whole of it, as it was proposed, or rejects it; whoever
/// proposed it may take it back. Every record is checked again. Policy 2.1(11).
/// </summary>
public sealed class AnswerGroup(Operation operation, Destructions destructions, DestructionSettings settings)
{
    /// <summary>Approves and depersonalises.</summary>
    /// <returns>
    /// What was done; or <see cref="OwnGroup"/>, <see cref="GroupEnded"/>, <see cref="GroupStale"/>, <see cref="InvalidInputs"/>, <see cref="NotFound"/>;
    /// then nothing was done to any of them.
    /// </returns>
    public async Task<Result<DepersonalisationMade>> ApproveAsync(Actor actor, ApproveGroupCommand command, CancellationToken cancellation)
    {
        SubjectId[] subjects = [];
        var decided = await operation.ChangeAsync<RemainsFacts>(
            actor,
            Right.DestroySubject,
            "depersonalisation.approve",
            async (scope, ct) =>
            {
                if (!(await FindAsync(scope, command.Group, ct)).TryGet(out var rows, out var refusal))
                {
                    return refusal;
                }

                if (AnswerProposal.IsOwn(scope, rows[0]))
                {
                    return new OwnGroup(rows.Count);
                }

                subjects = [.. rows.Select(row => new SubjectId(row.SubjectId))];
                return await ApproveAsync(scope, rows, command, ct);
            },
            cancellation);
        return decided.TryGet(out var remains, out var refused)
            ? new DepersonalisationMade(remains, await Depersonalise.FinishAsync(destructions, subjects))
            : refused;
    }

    /// <summary>Rejects it, with the reason.</summary>
    /// <returns>Done; or <see cref="OwnGroup"/>, <see cref="GroupEnded"/>, <see cref="InvalidInput"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> RejectAsync(Actor actor, long group, string? reason, CancellationToken cancellation) =>
        EndAsync(actor, group, reason, ProposalState.Rejected, "depersonalisation.reject", cancellation);

    /// <summary>Takes one's own proposal back, with the reason.</summary>
    /// <returns>Done; or <see cref="NotOwnGroup"/>, <see cref="GroupEnded"/>, <see cref="InvalidInput"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> WithdrawAsync(Actor actor, long group, string? reason, CancellationToken cancellation) =>
        EndAsync(actor, group, reason, ProposalState.Withdrawn, "depersonalisation.withdraw", cancellation);

    private async Task<Result<RemainsFacts>> ApproveAsync(
        OperationScope scope, List<DestructionProposalRow> rows, ApproveGroupCommand command, CancellationToken cancellation)
    {
        var problems = GroupDecision.Problems([.. rows.Select(row => new SubjectId(row.SubjectId))], command.TypedCount, command.IsGateChecked);
        if (problems.Count > 0)
        {
            return new InvalidInputs(problems);
        }

        // One that is gone makes another group of the rest, of which other figures would remain.
        if (rows.Count != rows[0].GroupSize)
        {
            return new GroupStale(new SubjectId(rows[0].SubjectId));
        }

        foreach (var row in rows)
        {
            var subject = new SubjectId(row.SubjectId);
            if (scope.Find(subject)?.Revision != row.SubjectRevision
                || !(await GroupDecision.AskAsync(scope, subject, row.Language, cancellation)).IsDone)
            {
                return new GroupStale(subject);
            }
        }

        var decided = await GroupDecision.DecideAsync(
            scope, [.. rows.Select(row => new GroupMember(new SubjectId(row.SubjectId), row.Language, row))], settings.SmallestGroup, cancellation);
        if (decided.IsDone)
        {
            foreach (var row in rows)
            {
                (row.State, row.EndedAt, row.EndedByName) = (ProposalState.Approved, scope.Now, scope.Actor.Name);
            }

            scope.ChangedDuties();
        }

        return decided;
    }

    private Task<Result<Done>> EndAsync(
        Actor actor, long group, string? reason, ProposalState state, string name, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.DestroySubject,
            name,
            async (scope, ct) =>
            {
                if (!(await FindAsync(scope, group, ct)).TryGet(out var rows, out var refusal))
                {
                    return refusal;
                }

                if (AnswerProposal.IsOwn(scope, rows[0]) != (state == ProposalState.Withdrawn))
                {
                    return state == ProposalState.Withdrawn ? new NotOwnGroup(rows.Count) : new OwnGroup(rows.Count);
                }

                if (!AnswerProposal.ReadReason(reason).TryGet(out var text, out refusal))
                {
                    return refusal;
                }

                // Of one that is being destroyed already the key may be gone, under which the reason would stand.
                foreach (var row in rows.Where(row => !DestructionCase.Find(scope, new SubjectId(row.SubjectId)).IsDone))
                {
                    (row.State, row.EndedAt, row.EndedByName) = (state, scope.Now, scope.Actor.Name);
                }

                foreach (var row in rows.Where(row => row.State == ProposalState.Waiting))
                {
                    AnswerProposal.End(scope, row, state, text);
                }

                scope.Record(ProcessingAction.Administration, "2.1(11)", details: new { group, records = rows.Count });
                scope.ChangedDuties();
                return default(Done);
            },
            cancellation);

    private static async Task<Result<List<DestructionProposalRow>>> FindAsync(OperationScope scope, long group, CancellationToken cancellation)
    {
        var rows = await scope.Db.DestructionProposals.Where(row => row.GroupId == group).OrderBy(row => row.SubjectId).ToListAsync(cancellation);
        var waiting = rows.FindAll(row => row.State == ProposalState.Waiting);
        return rows.Count == 0 ? new NotFound("Proposal")
            : waiting.Count == 0 ? new GroupEnded()
            : waiting;
    }
}
