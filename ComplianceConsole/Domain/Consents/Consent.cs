using NodaTime;

namespace ComplianceConsole.Domain.Consents;

/// <summary>The act by which consent is given. Policy 4.2.</summary>
public enum ConsentAct
{
    /// <summary>Registering. Policy 4.2.1.</summary>
    Registration = 0,

    /// <summary>Entering or changing data in "Company Data". Policy 4.2.2.</summary>
    CompanyData = 1,

    /// <summary>Using the resource: data passed automatically. Policy 4.2.3.</summary>
    UseOfResource = 2,

    /// <summary>Asking for the newsletter. Policy 3.2.4.</summary>
    Newsletter = 3,
}

/// <summary>What happened to a consent. Policy 4.4, 4.5.</summary>
public enum ConsentEventKind
{
    Given = 0,
    Confirmed = 1,
    Extended = 2,
    Withdrawn = 3,
    Expired = 4,
    Superseded = 5,

    /// <summary>What it was given for is done with, whatever ground the purpose rests on. Policy 4.4, 9.7.</summary>
    PurposeAchieved = 6,
}

/// <summary>The present state of a subject's consents, derived from the events.</summary>
public enum ConsentState
{
    /// <summary>No act of consent is known.</summary>
    None = 0,

    /// <summary>The consent of registration stands.</summary>
    Given = 1,

    /// <summary>Withdrawn. Policy 4.5.</summary>
    Withdrawn = 2,

    /// <summary>Its term has run out. Policy 4.4.</summary>
    Expired = 3,
}

/// <summary>How something reached the organisation or left it. Policy 4.5, 8.3.</summary>
public enum Channel
{
    /// <summary>Through the Internet resource itself.</summary>
    Resource = 0,
    Email = 1,
    Post = 2,
    InPerson = 3,
}

/// <summary>One event in the append-only history of a subject's consents. Policy 4.3-4.5.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Act">The act it concerns.</param>
/// <param name="Kind">What happened.</param>
/// <param name="PolicyVersion">The policy version in force for it.</param>
/// <param name="Channel">How it was expressed.</param>
/// <param name="Purposes">Codes of the purposes it covers.</param>
/// <param name="Proof">What proves it; may name a document.</param>
public sealed record ConsentEvent(
    Instant At,
    ConsentAct Act,
    ConsentEventKind Kind,
    string PolicyVersion,
    Channel Channel,
    IReadOnlyList<string> Purposes,
    string Proof)
{
    /// <summary>Its number in the subject's history: the order in which events were recorded, and in which they take effect.</summary>
    public int Sequence { get; init; }

    /// <summary>The last day of the term; null where it stands until withdrawn. Policy 4.4.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>What it says beside its purposes; null where the form of its act says it. Policy 4.3.</summary>
    public ConsentScope? Scope { get; init; }

    /// <summary>The key's number of the request that brought it; null where none did. Policy 4.5.</summary>
    public long? RequestId { get; init; }

    /// <summary>Whether consent stands by it.</summary>
    public bool Grants => Kind is ConsentEventKind.Given or ConsentEventKind.Confirmed or ConsentEventKind.Extended;
}
