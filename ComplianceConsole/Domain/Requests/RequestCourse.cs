using System.Collections.Immutable;

namespace ComplianceConsole.Domain.Requests;

/// <summary>One thing a request asks, as far as the order of steps is concerned.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="IsCarriedOut">Whether what was granted is done.</param>
/// <param name="IsNotified">Whether the applicant was told.</param>
/// <param name="IsNoticeWaiting">Whether the letter that tells of it lies in the outbox.</param>
public sealed record MatterCourse(
    RequestKind Kind,
    MatterDecision Decision = MatterDecision.Pending,
    bool IsCarriedOut = false,
    bool IsNotified = false,
    bool IsNoticeWaiting = false)
{
    /// <summary>Whether nothing is left to do but to tell of it: refused, or carried out.</summary>
    public bool IsSettled => Decision == MatterDecision.Refused || IsCarriedOut;

    /// <summary>Whether the clause counts from the evidence. Policy 9.3, 9.4.</summary>
    public bool CountsFromEvidence => Kind is RequestKind.Correction or RequestKind.Destruction;
}

/// <summary>Where a request stands: everything that decides which steps are open.</summary>
public sealed record RequestCourse
{
    /// <summary>Who asks.</summary>
    public required ApplicantKind Applicant { get; init; }

    /// <summary>What is asked, one a kind.</summary>
    public required ImmutableArray<MatterCourse> Matters { get; init; }

    /// <summary>How it ended: <see cref="RequestStage.Closed"/> or <see cref="RequestStage.Refused"/>; null while it is open.</summary>
    public RequestStage? Ended { get; init; }

    /// <summary>Whether who asked and what was written went with the destroyed data, so that nothing can be added. Policy 2.1(10).</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Whether who asks was confirmed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether the evidence came that the clause counts from.</summary>
    public bool HasEvidence { get; init; }

    /// <summary>Whether a report waits for approval.</summary>
    public bool IsReportPrepared { get; init; }

    /// <summary>Whether the record of the person is held, so that something can be done with it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether a block is owed and can be set: information about a violation came, and the record is active. Law 25, Policy 9.6.</summary>
    public bool CanBlock { get; init; }

    /// <summary>Whether the record stands blocked on this complaint.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>Whether a release is owed, since the complaint was not confirmed. Law 25.</summary>
    public bool MustRelease { get; init; }

    /// <summary>Whether who asks needs no confirming: the organisation's own finding is its own. Policy 9.6.</summary>
    public bool IsIdentified => IsConfirmed || Applicant == ApplicantKind.Organisation;

    /// <summary>Whether somebody is to be told; what the organisation found itself goes to nobody.</summary>
    public bool NeedsNotice => Applicant != ApplicantKind.Organisation;

    /// <summary>Whether everything asked was refused.</summary>
    public bool IsRefusedAll => Matters.All(matter => matter.Decision == MatterDecision.Refused);

    /// <summary>One of the things asked; null where it was not.</summary>
    public MatterCourse? Matter(RequestKind kind) => Matters.FirstOrDefault(matter => matter.Kind == kind);
}

/// <summary>A step that is open.</summary>
/// <param name="Step">The step.</param>
/// <param name="Matter">Which of the things asked it concerns; null where the request as a whole.</param>
public readonly record struct OpenStep(RequestStep Step, RequestKind? Matter = null);
