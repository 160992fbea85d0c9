using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Requests;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>What came in, as it is registered. Policy 8.3.</summary>
public sealed record RegisterRequestCommand
{
    /// <summary>What is asked, or the first of several things.</summary>
    public required RequestKind Kind { get; init; }

    /// <summary>What else is asked in the same letter; each has its own clock.</summary>
    public IReadOnlyList<RequestKind> Also { get; init; } = [];

    /// <summary>Who asks.</summary>
    public required ApplicantKind Applicant { get; init; }

    /// <summary>How it came.</summary>
    public required Channel Channel { get; init; }

    /// <summary>When it came: not later than now, and it may be earlier than the registration.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>The subject it is about; null where nobody is found.</summary>
    public SubjectId? Subject { get; init; }

    /// <summary>How the identity was checked when it came; said by the responsible person it is confirmed by that.</summary>
    public IdentityCheck IdentityCheck { get; init; }

    /// <summary>The language of the reply: <c>en</c>, <c>ru</c>, <c>kk</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The name of the person whose right it is; of the authority where one asks.</summary>
    public required string ApplicantName { get; init; }

    /// <summary>Where the answer goes.</summary>
    public string ReplyTo { get; init; } = "";

    /// <summary>What is asked, in the applicant's words or a summary.</summary>
    public string Text { get; init; } = "";

    /// <summary>The representative's name, where one asks. Policy 4.1.1.</summary>
    public string RepresentativeName { get; init; } = "";

    /// <summary>The document the representative's authority rests on.</summary>
    public string Authority { get; init; } = "";

    /// <summary>The day the authority ends; null where the document sets none.</summary>
    public LocalDate? AuthorityUntil { get; init; }

    /// <summary>How the representative's document was checked.</summary>
    public AuthorityCheck AuthorityCheck { get; init; }

    /// <summary>When the evidence came, where it came with the request: the clock of 9.3 or 9.4 runs from there.</summary>
    public Instant? EvidenceAt { get; init; }

    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<DocumentUpload> Documents { get; init; } = [];

    /// <summary>Whether the applicant is told that it was received.</summary>
    public bool ConfirmReceipt { get; init; }

    /// <summary>Everything that is asked, each once.</summary>
    public IReadOnlyList<RequestKind> Kinds => [.. Also.Prepend(Kind).Distinct()];

    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(RegisterRequestCommand);
}
