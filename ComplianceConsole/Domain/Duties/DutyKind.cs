namespace ComplianceConsole.Domain.Duties;

/// <summary>What the organisation can owe within a term.</summary>
public enum DutyKind
{
    /// <summary>Disclose what is held about a subject. Policy 9.1.</summary>
    Disclose = 0,

    /// <summary>Correct personal data. Policy 9.3.</summary>
    Correct = 1,

    /// <summary>Destroy what evidence shows to be unlawfully obtained or not needed. Policy 9.4.</summary>
    DestroyOnEvidence = 2,

    /// <summary>Block on information about a violation. Law 25.</summary>
    BlockOnComplaint = 3,

    /// <summary>Stop unlawful processing. Policy 9.6.</summary>
    StopUnlawfulProcessing = 4,

    /// <summary>Answer a withdrawal of consent. Policy 4.5 and 9.6, Law 8(7).</summary>
    AnswerWithdrawal = 5,

    /// <summary>Destroy once the purpose is achieved or the consent is gone. Policy 9.7.</summary>
    DestroyAfterPurpose = 6,

    /// <summary>Destroy what could not be destroyed in time and was blocked. Policy 9.8.</summary>
    DestroyBlocked = 7,

    /// <summary>Report a personal data breach to the authorised body. Law 25.</summary>
    ReportBreach = 8,

    /// <summary>Release what was blocked on a complaint that was not confirmed. Law 25.</summary>
    ReleaseUnconfirmed = 9,
}

/// <summary>What sets the clock of a duty going.</summary>
public enum DutyTrigger
{
    /// <summary>The request was received.</summary>
    RequestReceived,

    /// <summary>The confirming evidence was received.</summary>
    EvidenceReceived,

    /// <summary>Information about a violation was received.</summary>
    ViolationReported,

    /// <summary>Unlawful processing was detected.</summary>
    UnlawfulProcessingDetected,

    /// <summary>The withdrawal was received.</summary>
    WithdrawalReceived,

    /// <summary>The purpose was achieved, or the consent withdrawn or expired.</summary>
    PurposeEnded,

    /// <summary>The term for destruction ran out: the missed due day itself.</summary>
    DestructionMissed,

    /// <summary>The breach was detected.</summary>
    BreachDetected,

    /// <summary>The complaint was examined and not confirmed.</summary>
    ComplaintNotConfirmed,
}

/// <summary>What ends a duty.</summary>
public enum DutyEnding
{
    /// <summary>The report is handed over, or a reasoned refusal sent.</summary>
    ReportedOrRefused,

    /// <summary>The change is made and the subject notified.</summary>
    ChangedAndNotified,

    /// <summary>The data is destroyed, the subject and third parties notified.</summary>
    DestroyedAndNotified,

    /// <summary>The record is blocked.</summary>
    Blocked,

    /// <summary>The record is blocked or the processing stopped.</summary>
    BlockedOrStopped,

    /// <summary>The processing is stopped, or a reasoned refusal sent.</summary>
    StoppedOrRefused,

    /// <summary>The data is destroyed or depersonalised.</summary>
    DestroyedOrDepersonalised,

    /// <summary>The data is destroyed.</summary>
    Destroyed,

    /// <summary>The authorised body is notified.</summary>
    AuthorisedBodyNotified,

    /// <summary>The record is released from its block.</summary>
    Released,
}
