using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Incidents;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Incidents;

/// <summary>Adds a measure that was taken, and closes an incident when nothing is left to do. Policy 7.1.</summary>
public sealed class CarryIncidentOn(Operation operation)
{
    /// <summary>Adds a measure; what was written before stays.</summary>
    /// <returns>Done; or <see cref="InvalidInputs"/>, <see cref="IncidentClosed"/>, <see cref="ChangedMeanwhile"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> AddMeasureAsync(Actor actor, IncidentNumber number, int version, string? measure, CancellationToken cancellation) =>
        IncidentJournal.RunAsync(
            operation,
            actor,
            number,
            version,
            "incident.measure",
            (scope, row, _) => Task.FromResult(
                IncidentForm.ReadText("Measures", measure).Then(text =>
                {
                    var details = scope.OpenIncident(row);
                    row.Details = scope.SealIncident(number, details with { Measures = [.. details.Measures, text] });
                    return default(Done);
                })),
            cancellation);

    /// <summary>Closes it; a breach only when the authorised body was notified, and none without a measure.</summary>
    /// <returns>Done; or <see cref="IncidentUnfinished"/>, <see cref="IncidentClosed"/>, <see cref="ChangedMeanwhile"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> CloseAsync(Actor actor, IncidentNumber number, int version, CancellationToken cancellation) =>
        IncidentJournal.RunAsync(
            operation,
            actor,
            number,
            version,
            "incident.close",
            (scope, row, _) =>
            {
                if ((row.IsBreach && row.NotifiedAt is null) || scope.OpenIncident(row).Measures.Count == 0)
                {
                    return Task.FromResult<Result<Done>>(new IncidentUnfinished(number));
                }

                row.ClosedAt = scope.Now;
                return Task.FromResult<Result<Done>>(default(Done));
            },
            cancellation);
}
