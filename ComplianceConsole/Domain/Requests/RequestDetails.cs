using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Domain.Requests;

/// <summary>Who represents the subject and on what authority. Policy 4.1.1.</summary>
/// <param name="Name">The representative's name.</param>
/// <param name="Authority">The document the authority rests on.</param>
/// <param name="Until">The day the authority ends; null where the document sets none.</param>
/// <param name="Check">How the document was checked.</param>
/// <param name="CheckedBy">Who checked it; null while nobody has.</param>
/// <param name="CheckedAt">When it was checked.</param>
public sealed record Representation(
    string Name,
    string Authority,
    LocalDate? Until,
    AuthorityCheck Check = AuthorityCheck.NotYet,
    string? CheckedBy = null,
    Instant? CheckedAt = null)
{
    /// <summary>Whether the authority still runs at a moment; its last day is the whole day in Almaty.</summary>
    public bool RunsAt(Instant at) => Until is not { } until || AlmatyZone.DayOf(at) <= until;

    /// <summary>Not who, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(Representation);
}

/// <summary>What a request says of people, kept sealed under the request's own key. Policy 8.3.</summary>
/// <param name="ApplicantName">Who asks.</param>
/// <param name="ReplyTo">Where the answer goes: an e-mail or postal address.</param>
/// <param name="Text">What is asked, in the applicant's words or the clerk's summary.</param>
/// <param name="Representation">Where a representative asks.</param>
public sealed record RequestDetails(string ApplicantName, string ReplyTo, string Text, Representation? Representation)
{
    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(RequestDetails);
}
