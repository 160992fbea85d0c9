using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Tests.Features.Requests;

namespace ComplianceConsole.Tests.Integration.StateMatrix;

/// <summary>Makes one attempt as an actor; what it needs was prepared before the subject entered the state.</summary>
internal delegate Task<Outcome> Attempt(Actor actor);

/// <summary>Prepares a use case for a subject that is still active, and says how it is attempted.</summary>
internal delegate Task<Attempt> UseCase(Case made);

/// <summary>A subject on which one use case is tried.</summary>
internal sealed record Case(MatrixDesk Matrix, SubjectId Subject, string ExternalId, SubjectState State)
{
    public RequestDesk Desk => Matrix.Desk;

    public T Get<T>()
        where T : notnull => Matrix.Get<T>();

    public Task<RequestNumber> ConfirmedAsync(RequestKind kind) => Desk.ConfirmedAsync(kind, Subject);

    public async Task<RequestNumber> RegisteredAsync(RequestKind kind) =>
        (await Desk.RegisterAsync(Desk.Asked(Subject) with { Kind = kind })).Value;

    /// <summary>A request that has come so far as a step, for an act on it at its present version.</summary>
    public Task<int> VersionAsync(RequestNumber number) => Desk.VersionAsync(number);
}
