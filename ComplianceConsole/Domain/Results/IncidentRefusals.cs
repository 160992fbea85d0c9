using ComplianceConsole.Domain.Incidents;

namespace ComplianceConsole.Domain.Results;

/// <summary>The incident is closed and not changed any more. Policy 7.1.</summary>
public sealed record IncidentClosed(IncidentNumber Incident) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Incident];
}

/// <summary>Something is left to do: a measure to be written, or the authorised body to be notified of the breach. Law 25.</summary>
public sealed record IncidentUnfinished(IncidentNumber Incident) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Incident];
}
