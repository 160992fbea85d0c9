using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>A proposed destruction that waits, without the name of the person it is about.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Clause">On what clause.</param>
/// <param name="ProposedAt">When it was proposed.</param>
/// <param name="ProposedBy">By whom.</param>
/// <param name="IsOwn">Whether it was the reader's own, so that another person has to approve.</param>
public sealed record WaitingApproval(SubjectId Subject, string Clause, Instant ProposedAt, string ProposedBy, bool IsOwn);

/// <summary>The proposed destructions that wait.</summary>
/// <param name="Waiting">The oldest first.</param>
public sealed record ApprovalList(IReadOnlyList<WaitingApproval> Waiting);

/// <summary>Reads which destructions wait for a second person. Policy 2.1(10).</summary>
public sealed class ReadApprovals(Operation operation, DestructionSettings settings)
{
    private const int Most = 200;

    /// <summary>Reads them; none where one person is enough.</summary>
    public Task<Result<ApprovalList>> HandleAsync(Actor actor, CancellationToken cancellation) =>
        operation.ReadAsync<ApprovalList>(
            actor,
            Right.DestroySubject,
            "destruction.approvals",
            async (scope, ct) =>
            {
                scope.Record(ProcessingAction.Administration, "9.7");
                if (!settings.SecondApproval)
                {
                    return new ApprovalList([]);
                }

                var rows = await scope.Db.DestructionProposals.AsNoTracking()
                    .Where(row => row.State == ProposalState.Waiting)
                    .OrderBy(row => row.ProposedAt)
                    .Take(Most)
                    .ToListAsync(ct);
                return new ApprovalList(rows.ConvertAll(row => new WaitingApproval(
                    new SubjectId(row.SubjectId),
                    row.Clause,
                    row.ProposedAt,
                    row.ProposedByName,
                    string.Equals(row.ProposedById, scope.Actor.Id, StringComparison.Ordinal))));
            },
            cancellation);
}
