using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Today.Arising;

/// <summary>A destruction whose day went by: from that day on the data is to be blocked, and destroyed within six months. Policy 9.8.</summary>
public sealed class MissedDestructions : IDutySource
{
    private static readonly string[] s_kinds = [DutyKind.DestroyOnEvidence.Code(), DutyKind.DestroyAfterPurpose.Code()];

    public IQueryable<long> Waiting(RecordsContext db, Instant now) =>
        db.Duties
            .Where(duty => duty.EndedAt == null && s_kinds.Contains(duty.Kind) && duty.DueBefore <= now)
            .Where(duty => !db.Duties.Any(next => next.AfterId == duty.Id))
            .OrderBy(duty => duty.Id)
            .Select(duty => duty.Id);

    public async Task<int> AriseAsync(OperationScope scope, IReadOnlyList<long> waiting, CancellationToken cancellation)
    {
        var rules = await scope.ReadDutyRulesAsync(cancellation);
        var missed = await scope.Db.Duties.AsNoTracking().Where(duty => waiting.Contains(duty.Id)).ToListAsync(cancellation);
        var arisen = 0;
        foreach (var duty in missed)
        {
            if (scope.StartDutyAfter(rules, duty) is { } next)
            {
                scope.Record(
                    ProcessingAction.Administration,
                    next.Clause,
                    duty.SubjectId is { } subject ? new SubjectId(subject) : null,
                    new { duty = next.Kind, after = duty.Id, due = next.DueDay.ToString("uuuu-MM-dd", null) },
                    duty.RequestId);
                arisen++;
            }
        }

        return arisen;
    }
}
