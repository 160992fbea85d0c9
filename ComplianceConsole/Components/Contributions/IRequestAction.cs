using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Components.Contributions;

/// <summary>A step that can be taken on the page of a request, contributed by the feature that carries it out.</summary>
public interface IRequestAction
{
    /// <summary>The step.</summary>
    RequestStep Step { get; }

    /// <summary>Of which of the things asked; null for a step of every kind.</summary>
    RequestKind? Matter { get; }

    /// <summary>
    /// The component: a form with the button that takes the step, or the way to the page where it is taken. It has one parameter,
    /// <c>Request</c>, of type <see cref="RequestAtHand"/>.
    /// </summary>
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
    int? LastReport)
{
    /// <summary>The step that is shown.</summary>
    public RequestStep Step { get; init; }

    /// <summary>Which of the things asked it concerns; null where the request as a whole.</summary>
    public RequestKind? Matter { get; init; }

    /// <summary>Where the request stands; null where no step is shown.</summary>
    public RequestCourse? Course { get; init; }

    /// <summary>Who asks.</summary>
    public ApplicantKind Applicant { get; init; }

    /// <summary>When the record was blocked; null where it is not.</summary>
    public Instant? BlockedSince { get; init; }

    /// <summary>When the request came.</summary>
    public Instant ReceivedAt { get; init; }

    /// <summary>How the representative's document was checked so far.</summary>
    public AuthorityCheck AuthorityCheck { get; init; }

    /// <summary>How an answer can go to the address the request names; null where it names none.</summary>
    public Channel? AnswerBy { get; init; }

    /// <summary>Whether a letter of it waits in the outbox.</summary>
    public bool IsNoticeWaiting { get; init; }
}

/// <summary>A step with its component.</summary>
/// <param name="Step">The step.</param>
/// <param name="Component">The component.</param>
/// <param name="Matter">Of which of the things asked; null for every kind.</param>
public sealed record RequestAction(RequestStep Step, Type Component, RequestKind? Matter = null) : IRequestAction;
