using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Incidents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Incidents;

/// <summary>
/// Registers an incident; of a breach the authorised body is to be notified within one working day of its detection. Policy 7.1, Law 25.
/// </summary>
public sealed class RegisterIncident(Operation operation)
{
    /// <summary>Registers.</summary>
    /// <returns>Its number; or <see cref="InvalidInputs"/>.</returns>
    public Task<Result<IncidentNumber>> HandleAsync(Actor actor, IncidentForm form, CancellationToken cancellation) =>
        operation.ChangeAsync<IncidentNumber>(
            actor,
            Right.KeepIncidents,
            "incident.register",
            async (scope, ct) =>
            {
                if (!form.Read(scope.Now).TryGet(out var details, out var refusal))
                {
                    return refusal;
                }

                // The write lock is held from the beginning of the transaction, so that two registrations cannot read the same maximum.
                var year = AlmatyZone.DayOf(scope.Now).Year;
                var last = await scope.Db.Incidents.Where(row => row.Year == year).MaxAsync(row => (int?)row.Serial, ct);
                var number = new IncidentNumber(year, (last ?? 0) + 1);
                var incident = new IncidentRow
                {
                    Year = number.Year,
                    Serial = number.Serial,
                    DetectedAt = form.DetectedAt!.Value,
                    RegisteredAt = scope.Now,
                    RegisteredBy = scope.Actor.Name,
                    IsBreach = form.IsBreach,
                    Details = scope.SealIncident(number, details),
                };
                scope.Db.Incidents.Add(incident);
                await scope.Db.SaveChangesAsync(ct);
                if (incident.IsBreach)
                {
                    await scope.StartDutyAsync(DutyKind.ReportBreach, incident.DetectedAt, ct, incidentId: incident.Id);
                }

                scope.Record(ProcessingAction.Administration, "7.1", details: new { incident = number.ToString(), breach = incident.IsBreach });
                return number;
            },
            cancellation);
}
