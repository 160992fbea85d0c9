using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Incidents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Incidents;

/// <summary>An incident as it is read.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="DetectedAt">When it was detected.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="RegisteredBy">By whom.</param>
/// <param name="IsBreach">Whether the authorised body has to be told.</param>
/// <param name="NotifiedAt">When it was.</param>
/// <param name="ClosedAt">When the incident was closed.</param>
/// <param name="Details">What it says.</param>
/// <param name="Duty">The clock of a breach.</param>
public sealed record IncidentView(
    IncidentNumber Number,
    int Version,
    Instant DetectedAt,
    Instant RegisteredAt,
    string RegisteredBy,
    bool IsBreach,
    Instant? NotifiedAt,
    Instant? ClosedAt,
    IncidentDetails Details,
    DutyReading? Duty);

/// <summary>Reads the register of incidents. Policy 7.1.</summary>
public sealed class ReadIncidents(Operation operation, RegisterReader registers)
{
    private const int Most = 200;

    /// <summary>The latest incidents, the open ones first.</summary>
    public async Task<Result<IReadOnlyList<IncidentView>>> ListAsync(Actor actor, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<IReadOnlyList<IncidentView>>(
            actor,
            Right.KeepIncidents,
            "incident.list",
            async (scope, ct) =>
            {
                scope.Record(ProcessingAction.Administration, "7.1");
                var rows = await scope.Db.Incidents.AsNoTracking()
                    .OrderBy(row => row.ClosedAt != null)
                    .ThenByDescending(row => row.DetectedAt)
                    .Take(Most)
                    .ToListAsync(ct);
                return await ViewAsync(scope, rows, calendar, ct);
            },
            cancellation);
    }

    /// <summary>One incident.</summary>
    /// <returns>It; or <see cref="NotFound"/>.</returns>
    public async Task<Result<IncidentView>> HandleAsync(Actor actor, IncidentNumber number, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<IncidentView>(
            actor,
            Right.KeepIncidents,
            "incident.read",
            async (scope, ct) =>
            {
                if (await IncidentJournal.FindAsync(scope, number, ct) is not { } row)
                {
                    return new NotFound("Incident");
                }

                scope.Record(ProcessingAction.Administration, "7.1", details: new { incident = number.ToString() });
                return (await ViewAsync(scope, [row], calendar, ct))[0];
            },
            cancellation);
    }

    private static async Task<List<IncidentView>> ViewAsync(
        OperationScope scope, List<IncidentRow> rows, WorkingCalendar calendar, CancellationToken cancellation)
    {
        var ids = rows.ConvertAll(row => (long?)row.Id);
        var duties = (await scope.Db.Duties.AsNoTracking().Where(duty => ids.Contains(duty.IncidentId)).ToListAsync(cancellation))
            .ToLookup(duty => duty.IncidentId);
        return rows.ConvertAll(row => new IncidentView(
            row.NumberOf(),
            row.Version,
            row.DetectedAt,
            row.RegisteredAt,
            row.RegisteredBy,
            row.IsBreach,
            row.NotifiedAt,
            row.ClosedAt,
            scope.OpenIncident(row),
            duties[row.Id].FirstOrDefault()?.Read(calendar, scope.Now)));
    }
}
