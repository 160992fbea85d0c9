using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Destruction.Depersonalisation;

/// <summary>A record that may be depersonalised, by its number alone.</summary>
/// <param name="Subject">Whose.</param>
/// <param name="Duty">The duty after the purpose, and its clock.</param>
public sealed record DepersonalisableRecord(SubjectId Subject, DutyReading Duty);

/// <summary>The records that may be depersonalised, and the rule for them.</summary>
/// <param name="Records">Those due first, no more than one group takes.</param>
/// <param name="Count">How many there are.</param>
/// <param name="SmallestGroup">The smallest number of records that a combination may stand for.</param>
/// <param name="NeedsSecond">Whether destroying takes two people, so that a group is proposed by one and approved by another.</param>
public sealed record DepersonalisableList(IReadOnlyList<DepersonalisableRecord> Records, int Count, int SmallestGroup, bool NeedsSecond);

/// <summary>
/// Reads which records may be depersonalised: held and not blocked, their purpose ended, with no open request and no reason to keep them.
/// Policy 2.1(7), 2.1(11), 9.7.
/// </summary>
public sealed class ReadDepersonalisable(Operation operation, RegisterReader registers, DestructionSettings settings)
{
    private static readonly string s_afterPurpose = DutyKind.DestroyAfterPurpose.Code();

    /// <summary>Reads them.</summary>
    public async Task<Result<DepersonalisableList>> HandleAsync(Actor actor, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<DepersonalisableList>(
            actor,
            Right.DestroySubject,
            "depersonalisation.list",
            async (scope, ct) =>
            {
                scope.Record(ProcessingAction.Administration, "2.1(11)");
                scope.Db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                var duties = Owed(scope);
                var due = await duties.OrderBy(duty => duty.DueDay).ThenBy(duty => duty.Id).Take(Depersonalise.Most).ToListAsync(ct);
                return new DepersonalisableList(
                    [
                        .. due
                            .DistinctBy(duty => duty.SubjectId)
                            .Select(duty => new DepersonalisableRecord(new SubjectId(duty.SubjectId!.Value), duty.Read(calendar, scope.Now))),
                    ],
                    await duties.Select(duty => duty.SubjectId).Distinct().CountAsync(ct),
                    settings.SmallestGroup,
                    settings.SecondApproval);
            },
            cancellation);
    }

    // What is proposed already waits for its answer.
    private IQueryable<DutyRow> Owed(OperationScope scope) =>
        from duty in scope.Db.Duties
        where duty.Kind == s_afterPurpose && duty.EndedAt == null
        join subject in scope.Db.Subjects on duty.SubjectId equals subject.Id
        where subject.State == SubjectState.Active
            && !scope.Db.LegalHolds.Any(hold => hold.SubjectId == subject.Id && hold.LiftedAt == null)
            && (!settings.SecondApproval
                || !scope.Db.DestructionProposals.Any(one => one.SubjectId == subject.Id && one.State == ProposalState.Waiting))
            && !scope.Db.Requests.Any(request =>
                request.SubjectId == subject.Id && request.Stage != RequestStage.Closed && request.Stage != RequestStage.Refused)
        select duty;
}
