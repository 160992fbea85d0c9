using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Tests.Features.Requests;

namespace ComplianceConsole.Tests.Features.Duties;

/// <summary>What a duty of a case concerns.</summary>
public sealed record Owed
{
    public SubjectId Subject { get; init; }

    public RequestNumber Request { get; init; }

    public IncidentNumber Incident { get; init; }
}

/// <summary>A duty of the policy or the law from what sets it going to what ends it, through the use cases.</summary>
/// <param name="Kind">The duty.</param>
/// <param name="StartRight">What it takes to set it going.</param>
/// <param name="EndRight">What it takes to end it.</param>
public sealed record DutyCase(DutyKind Kind, Right StartRight, Right EndRight)
{
    /// <summary>Everything before its clock starts.</summary>
    public required Func<RequestDesk, Task<Owed>> Prepare { get; init; }

    /// <summary>The act that starts its clock.</summary>
    public required Func<RequestDesk, Owed, Actor, Task<(Owed Owed, Refusal? Refusal)>> Start { get; init; }

    /// <summary>What the responsible person does while it runs, before the last act.</summary>
    public Func<RequestDesk, Owed, Task> GoOn { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The act that ends it.</summary>
    public required Func<RequestDesk, Owed, Actor, Task<Refusal?>> End { get; init; }

    /// <summary>Those who may, of one person a role and the console itself.</summary>
    public static IEnumerable<Actor> Allowed(Right right) => Everybody.Where(actor => actor.May(right));

    /// <summary>Those who may not.</summary>
    public static IEnumerable<Actor> Denied(Right right) => Everybody.Where(actor => !actor.May(right));

    private static IEnumerable<Actor> Everybody => [.. Shared.Actors.All, Actor.Job("duties")];
}
