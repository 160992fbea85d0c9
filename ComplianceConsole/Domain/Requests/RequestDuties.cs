using ComplianceConsole.Domain.Duties;
using NodaTime;

namespace ComplianceConsole.Domain.Requests;

/// <summary>When what was done with one of the things a request asks happened.</summary>
/// <param name="DecidedAt">The decision; null while there is none.</param>
/// <param name="IsRefused">Whether it was a refusal.</param>
/// <param name="CarriedOutAt">When it was carried out.</param>
/// <param name="NotifiedAt">When the applicant was told.</param>
/// <param name="NeedsNotice">Whether somebody is to be told.</param>
public readonly record struct MatterTimes(
    Instant? DecidedAt, bool IsRefused, Instant? CarriedOutAt, Instant? NotifiedAt, bool NeedsNotice);

/// <summary>Which duties a request brings, what sets their clocks going, and at which instant they end.</summary>
public static class RequestDuties
{
    /// <summary>The duties whose clock the receipt itself sets going; others wait for evidence or for a finding.</summary>
    public static IReadOnlyList<DutyKind> AtReceipt(RequestKind kind, ApplicantKind applicant) =>
        kind switch
        {
            RequestKind.Disclosure => [DutyKind.Disclose],
            RequestKind.Withdrawal => [DutyKind.AnswerWithdrawal],
            RequestKind.Complaint when applicant == ApplicantKind.Organisation => [DutyKind.StopUnlawfulProcessing],
            RequestKind.Complaint => [DutyKind.BlockOnComplaint],
            RequestKind.Correction or RequestKind.Destruction or RequestKind.Information or RequestKind.Other => [],
        };

    /// <summary>The duties whose clock the evidence sets going. Policy 9.3, 9.4.</summary>
    public static IReadOnlyList<DutyKind> AtEvidence(RequestKind kind) =>
        kind switch
        {
            RequestKind.Correction => [DutyKind.Correct],
            RequestKind.Destruction => [DutyKind.DestroyOnEvidence],
            RequestKind.Disclosure or RequestKind.Withdrawal or RequestKind.Complaint or RequestKind.Information or RequestKind.Other => [],
        };

    /// <summary>Whether the policy or the law sets a term for what is asked.</summary>
    public static bool HasClock(RequestKind kind) => kind is not (RequestKind.Information or RequestKind.Other);

    /// <summary>Which of the things a request asks a duty belongs to; null for a duty that no request brings.</summary>
    public static RequestKind? MatterOf(DutyKind duty) =>
        duty switch
        {
            DutyKind.Disclose => RequestKind.Disclosure,
            DutyKind.Correct => RequestKind.Correction,
            DutyKind.DestroyOnEvidence => RequestKind.Destruction,
            DutyKind.BlockOnComplaint or DutyKind.StopUnlawfulProcessing or DutyKind.ReleaseUnconfirmed => RequestKind.Complaint,
            DutyKind.AnswerWithdrawal => RequestKind.Withdrawal,
            DutyKind.DestroyAfterPurpose or DutyKind.DestroyBlocked or DutyKind.ReportBreach => null,
        };

    /// <summary>
    /// Which of the things a request asks a duty goes back to: its own, or where it follows another one, that at which the chain began; null
    /// for a duty that comes of none of them. Policy 9.7, 9.8.
    /// </summary>
    /// <param name="duty">The duty, of this request.</param>
    /// <param name="asked">What the request asks.</param>
    public static RequestKind? OriginOf(DutyKind duty, IReadOnlyCollection<RequestKind> asked) =>
        MatterOf(duty) ?? (duty is DutyKind.DestroyAfterPurpose or DutyKind.DestroyBlocked ? FirstOf(asked) : null);

    /// <summary>
    /// The instant at which a duty ended by what was done with the request; null while it is owed. Blocking and releasing end theirs by
    /// themselves, whoever does it and wherever.
    /// </summary>
    /// <param name="ending">What ends the duty.</param>
    /// <param name="times">What was done, and when.</param>
    public static Instant? EndOf(DutyEnding ending, MatterTimes times) =>
        ending switch
        {
            DutyEnding.ReportedOrRefused => times.NotifiedAt,
            DutyEnding.ChangedAndNotified or DutyEnding.DestroyedAndNotified => Told(times),
            DutyEnding.StoppedOrRefused => times.IsRefused ? Told(times) : times.CarriedOutAt,
            DutyEnding.BlockedOrStopped => times.IsRefused ? times.DecidedAt : times.CarriedOutAt,

            // A complaint about somebody who is not held can be decided, not blocked.
            DutyEnding.Blocked => times.DecidedAt,
            DutyEnding.Released or DutyEnding.DestroyedOrDepersonalised or DutyEnding.Destroyed or DutyEnding.AuthorisedBodyNotified => null,
        };

    private static RequestKind? FirstOf(IReadOnlyCollection<RequestKind> asked) =>
        ((RequestKind?[])[RequestKind.Withdrawal, RequestKind.Destruction, RequestKind.Complaint])
            .FirstOrDefault(kind => asked.Contains(kind!.Value));

    private static Instant? Told(MatterTimes times)
    {
        var done = times.IsRefused ? times.DecidedAt : times.CarriedOutAt;
        return !times.NeedsNotice ? done
            : done is { } at && times.NotifiedAt is { } told ? Instant.Max(at, told)
            : null;
    }
}
