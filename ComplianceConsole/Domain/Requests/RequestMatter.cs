namespace ComplianceConsole.Domain.Requests;

/// <summary>What was decided on one of the things a request asks.</summary>
public enum MatterDecision
{
    /// <summary>Nothing yet.</summary>
    Pending = 0,

    /// <summary>It is to be carried out.</summary>
    Granted = 1,

    /// <summary>It was refused with a ground.</summary>
    Refused = 2,
}

/// <summary>Why what is asked is refused; the sentence and how to object are written to the applicant.</summary>
public enum RefusalGround
{
    /// <summary>Who asks was not shown to be the person or to act for the person. Policy 4.1.1.</summary>
    IdentityNotConfirmed = 0,

    /// <summary>An obligation of the person is not fulfilled. Law 8(2).</summary>
    UnfulfilledObligation = 1,

    /// <summary>A law demands that the data be kept. Law 8(2).</summary>
    LegalDutyToKeep = 2,

    /// <summary>The evidence does not show what it is to show. Policy 9.3, 9.4.</summary>
    EvidenceInsufficient = 3,

    /// <summary>The complaint was examined and not confirmed. Law 25.</summary>
    NotConfirmed = 4,

    /// <summary>The rights of others would be harmed, or a law forbids it.</summary>
    RightsOfOthers = 5,

    /// <summary>The same was answered already and nothing has changed since.</summary>
    Repeated = 6,

    /// <summary>Nothing is held about the person, so that there is nothing to change.</summary>
    NothingHeld = 7,
}

/// <summary>What a document of a request is.</summary>
public enum DocumentKind
{
    /// <summary>The application itself: the letter, the e-mail. Policy 4.5, 8.3.</summary>
    Application = 0,

    /// <summary>Evidence that the clause counts from. Policy 9.3, 9.4.</summary>
    Evidence = 1,

    /// <summary>The authority of a representative. Policy 4.1.1.</summary>
    Authority = 2,

    /// <summary>What was answered.</summary>
    Answer = 3,

    /// <summary>Anything else.</summary>
    Other = 4,
}

/// <summary>What the applicant is told of a decision, kept sealed under the request's own key.</summary>
/// <param name="Text">The sentence of a refusal, what was found, or the answer.</param>
/// <param name="HowToObject">Where and until when a refusal can be objected to; empty where nothing was refused.</param>
/// <param name="Fields">Codes of the fields that were changed, comma separated; empty where none was.</param>
public sealed record MatterReason(string Text, string HowToObject, string Fields = "")
{
    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(MatterReason);
}
