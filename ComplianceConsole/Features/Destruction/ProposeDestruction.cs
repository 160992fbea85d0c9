using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Destruction;

/// <summary>
/// Proposes to destroy a subject's data where the settings ask for a second person: everything is checked as if it were decided, and nothing
/// is destroyed until another person approves. Policy 2.1(10).
/// </summary>
public sealed class ProposeDestruction(Operation operation)
{
    /// <summary>Proposes.</summary>
    /// <returns>The number of the proposal; or <see cref="ProposalWaits"/>, and what <see cref="DestroySubject"/> refuses.</returns>
    public Task<Result<int>> HandleAsync(Actor actor, DestroyCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<int>(
            actor, Right.DestroySubject, "destruction.propose", (scope, ct) => ProposeAsync(scope, command, ct), cancellation);

    private static async Task<Result<int>> ProposeAsync(OperationScope scope, DestroyCommand command, CancellationToken cancellation)
    {
        if (!(await DestructionDecision.AskAsync(scope, command, cancellation)).TryGet(out var asked, out var refusal))
        {
            return refusal;
        }

        if (!(await AddAsync(scope, asked, command, group: null, cancellation)).TryGet(out var number, out refusal))
        {
            return refusal;
        }

        scope.ChangedDuties();
        return number;
    }

    /// <summary>Writes a proposal that was checked.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="asked">What was checked.</param>
    /// <param name="command">What is proposed.</param>
    /// <param name="group">The group that is to be depersonalised together, and of how many it is; null where this record alone is to be destroyed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its number within the subject; or <see cref="ProposalWaits"/>.</returns>
    internal static async Task<Result<int>> AddAsync(
        OperationScope scope, Decidable asked, DestroyCommand command, (long Id, int Size)? group, CancellationToken cancellation)
    {
        var earlier = await scope.Db.DestructionProposals
            .Where(row => row.SubjectId == asked.Row.Id)
            .Select(row => new { row.Number, row.State })
            .ToListAsync(cancellation);
        if (earlier.Exists(row => row.State == ProposalState.Waiting))
        {
            return new ProposalWaits(command.Subject);
        }

        var number = earlier.Select(row => row.Number).DefaultIfEmpty().Max() + 1;
        scope.Db.DestructionProposals.Add(
            new DestructionProposalRow
            {
                SubjectId = asked.Row.Id,
                Number = number,
                Clause = asked.Ground.Clause,
                RequestId = asked.Ground.RequestId,
                DutyId = asked.Ground.DutyId,
                GroupId = group?.Id,
                GroupSize = group?.Size,
                Language = command.Language,
                ReleasesBlock = command.ReleasesBlock && asked.Row.State == SubjectState.Blocked,
                SubjectRevision = asked.Row.Revision,
                ProposedAt = scope.Now,
                ProposedById = scope.Actor.Id,
                ProposedByName = scope.Actor.Name,
            });
        scope.Record(ProcessingAction.Administration, asked.Ground.Clause, command.Subject, new { proposal = number }, asked.Ground.RequestId);
        return number;
    }
}
