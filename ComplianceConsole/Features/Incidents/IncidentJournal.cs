using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Incidents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Incidents;

/// <summary>What the use cases that carry an incident on share.</summary>
internal static class IncidentJournal
{
    /// <summary>Runs one: finds the open incident as it was shown, does it, records it.</summary>
    public static Task<Result<Done>> RunAsync(
        Operation operation,
        Actor actor,
        IncidentNumber number,
        int version,
        string name,
        Func<OperationScope, IncidentRow, CancellationToken, Task<Result<Done>>> act,
        CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.KeepIncidents,
            name,
            async (scope, ct) =>
            {
                if (await FindAsync(scope, number, ct) is not { } row)
                {
                    return new NotFound("Incident");
                }

                if (row.ClosedAt is not null)
                {
                    return new IncidentClosed(number);
                }

                if (row.Version != version)
                {
                    return new ChangedMeanwhile("Incident");
                }

                var done = await act(scope, row, ct);
                if (done.IsDone)
                {
                    row.Version++;
                    scope.ChangedDuties();
                    scope.Record(ProcessingAction.Administration, "7.1", details: new { incident = number.ToString() });
                }

                return done;
            },
            cancellation);

    /// <summary>An incident by its number, tracked; null where there is none.</summary>
    public static Task<IncidentRow?> FindAsync(OperationScope scope, IncidentNumber number, CancellationToken cancellation) =>
        scope.Db.Incidents.SingleOrDefaultAsync(row => row.Year == number.Year && row.Serial == number.Serial, cancellation);

    /// <summary>Says when the authorised body was notified, which ends the duty. Law 25.</summary>
    public static async Task NotifiedAsync(OperationScope scope, IncidentRow row, Instant at, CancellationToken cancellation)
    {
        row.NotifiedAt = at;
        row.Details = scope.SealIncident(row.NumberOf(), scope.OpenIncident(row) with { NoticeId = null });
        var kind = DutyKind.ReportBreach.Code();
        var owed = await scope.Db.Duties
            .Where(duty => duty.IncidentId == row.Id && duty.EndedAt == null && duty.Kind == kind)
            .ToListAsync(cancellation);
        owed.ForEach(duty => scope.EndDuty(duty, at));
    }
}
