using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Components.Contributions;

/// <summary>A step that can be taken on the page of a request, contributed by the feature that carries it out.</summary>
public interface IRequestAction
{
    /// <summary>The step.</summary>
    RequestStep Step { get; }

    /// <summary>The component: a form with the button that takes the step. It has one parameter, <c>Request</c>, of type <see cref="RequestAtHand"/>.</summary>
    Type Component { get; }
}

/// <summary>What a step needs to know of the request whose page is open.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Version">The version that is shown; a step carries it, so that two people do not take the same one.</param>
/// <param name="Subject">The subject it is about; null while nobody is held.</param>
/// <param name="Channel">How it came.</param>
/// <param name="IdentityCheck">How the identity was checked so far.</param>
/// <param name="Language">The language of the reply.</param>
/// <param name="LastReport">The number of the report prepared last; null where none is.</param>
public sealed record RequestAtHand(
    RequestNumber Number,
    int Version,
    SubjectId? Subject,
    Channel Channel,
    IdentityCheck IdentityCheck,
    string Language,
    int? LastReport);

/// <summary>A step with its component.</summary>
/// <param name="Step">The step.</param>
/// <param name="Component">The component.</param>
public sealed record RequestAction(RequestStep Step, Type Component) : IRequestAction;
