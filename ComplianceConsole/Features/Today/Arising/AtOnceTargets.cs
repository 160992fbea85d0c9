using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Today.Arising;

/// <summary>
/// What is owed at once and still aims at its legal term, as records of an earlier version do, aims at the day of its trigger from now on.
/// No due day moves. Policy 4.5, 9.6.
/// </summary>
public sealed class AtOnceTargets : IDutySource
{
    private static readonly string[] s_kinds = [.. DutyCatalogue.OfThePolicy.Rules.Where(rule => rule.IsAtOnce).Select(rule => rule.Kind.Code())];

    // A legal term is at least a day long: a target on its last day is none of a duty that is owed at once.
    public IQueryable<long> Waiting(RecordsContext db, Instant now) =>
        db.Duties
            .Where(duty => duty.EndedAt == null && duty.LegalTerm == null && s_kinds.Contains(duty.Kind) && duty.TargetDay == duty.DueDay)
            .OrderBy(duty => duty.Id)
            .Select(duty => duty.Id);

    public async Task<int> AriseAsync(OperationScope scope, IReadOnlyList<long> waiting, CancellationToken cancellation)
    {
        var calendar = (await scope.ReadDutyRulesAsync(cancellation)).Calendar;
        var aimed = 0;
        foreach (var duty in await scope.Db.Duties.Where(duty => waiting.Contains(duty.Id)).ToListAsync(cancellation))
        {
            var target = duty.ToDuty(calendar).Leading.TargetDay;
            if (target != duty.TargetDay)
            {
                duty.TargetDay = target;
                scope.ChangedDuties();
                scope.Record(
                    ProcessingAction.Administration,
                    duty.Clause,
                    duty.SubjectId is { } subject ? new SubjectId(subject) : null,
                    new { duty = duty.Id, target = target.ToString("uuuu-MM-dd", null) },
                    duty.RequestId);
                aimed++;
            }
        }

        return aimed;
    }
}
