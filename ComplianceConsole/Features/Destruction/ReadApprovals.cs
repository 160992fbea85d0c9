using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>A proposed destruction that waits, without the name of the person it is about.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Number">Its number within the subject.</param>
/// <param name="Clause">On what clause.</param>
/// <param name="ProposedAt">When it was proposed.</param>
/// <param name="ProposedBy">By whom.</param>
/// <param name="IsOwn">Whether it was the reader's own, so that another person has to approve.</param>
public sealed record WaitingApproval(SubjectId Subject, int Number, string Clause, Instant ProposedAt, string ProposedBy, bool IsOwn)
{
    /// <summary>Whether a block that stood then is to be released for it.</summary>
    public bool ReleasesBlock { get; init; }
}

/// <summary>A group that was proposed to be depersonalised and waits. Policy 2.1(11).</summary>
/// <param name="Group">Its number.</param>
/// <param name="Subjects">The records of it that wait.</param>
/// <param name="ProposedAt">When it was proposed.</param>
/// <param name="ProposedBy">By whom.</param>
/// <param name="IsOwn">Whether it was the reader's own, so that another person has to approve.</param>
public sealed record WaitingGroup(long Group, IReadOnlyList<SubjectId> Subjects, Instant ProposedAt, string ProposedBy, bool IsOwn)
{
    /// <summary>Of how many records it was when it was proposed; the group is approved as that or not at all.</summary>
    public int Size { get; init; }
}

/// <summary>What was proposed and waits for a second person.</summary>
/// <param name="Waiting">The destructions, the oldest first.</param>
/// <param name="Groups">The groups to be depersonalised, the oldest first.</param>
public sealed record ApprovalList(IReadOnlyList<WaitingApproval> Waiting, IReadOnlyList<WaitingGroup> Groups)
{
    /// <summary>How many destructions wait, shown or not.</summary>
    public int Count { get; init; }

    /// <summary>How many of the shown and of the groups the reader may answer.</summary>
    public int Answerable => Waiting.Count(one => !one.IsOwn) + Groups.Count(one => !one.IsOwn);
}

/// <summary>Reads which destructions and depersonalisations wait for a second person. Policy 2.1(10).</summary>
public sealed class ReadApprovals(Operation operation, DestructionSettings settings)
{
    /// <summary>How many destructions are shown at most.</summary>
    public const int Most = 200;

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
                    return new ApprovalList([], []);
                }

                var waiting = scope.Db.DestructionProposals.AsNoTracking().Where(row => row.State == ProposalState.Waiting);
                var alone = waiting.Where(row => row.GroupId == null);
                var rows = await alone.OrderBy(row => row.ProposedAt).ThenBy(row => row.SubjectId).Take(Most).ToListAsync(ct);
                var members = await waiting.Where(row => row.GroupId != null).OrderBy(row => row.GroupId).ThenBy(row => row.SubjectId).ToListAsync(ct);
                return new ApprovalList(
                    rows.ConvertAll(row => new WaitingApproval(
                        new SubjectId(row.SubjectId), row.Number, row.Clause, row.ProposedAt, row.ProposedByName, AnswerProposal.IsOwn(scope, row))
                    {
                        ReleasesBlock = row.ReleasesBlock,
                    }),
                    [.. members.GroupBy(row => row.GroupId!.Value).Select(group => Of(scope, group))])
                {
                    Count = await alone.CountAsync(ct),
                };
            },
            cancellation);

    private static WaitingGroup Of(OperationScope scope, IGrouping<long, DestructionProposalRow> group)
    {
        var first = group.First();
        return new WaitingGroup(
            group.Key, [.. group.Select(row => new SubjectId(row.SubjectId))], first.ProposedAt, first.ProposedByName, AnswerProposal.IsOwn(scope, first))
        {
            Size = first.GroupSize ?? 0,
        };
    }
}
