using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Domain.Requests;

/// <summary>
/// In which order a request is carried on. Each of the things it asks goes its own way from decision to letter, so that a correction
/// owed within a working day does not wait for a report owed within fifteen.
/// </summary>
public static class RequestFlow
{
    // What is owed soonest comes first.
    private static readonly RequestKind[] s_byHaste =
    [
        RequestKind.Complaint, RequestKind.Correction, RequestKind.Destruction, RequestKind.Withdrawal, RequestKind.Disclosure,
        RequestKind.Information, RequestKind.Other,
    ];

    /// <summary>
    /// Whether somebody of a kind can ask something: what the organisation finds itself is unlawful processing, and it asks itself nothing.
    /// Policy 9.6.
    /// </summary>
    public static bool CanAsk(ApplicantKind applicant, RequestKind kind) =>
        applicant != ApplicantKind.Organisation || kind == RequestKind.Complaint;

    /// <summary>Whether anything can still be done with a request.</summary>
    public static bool IsOpen(RequestStage stage) => stage is not (RequestStage.Closed or RequestStage.Refused);

    /// <summary>Every step that can be taken now, the one that carries the request on first.</summary>
    public static IEnumerable<OpenStep> OpenSteps(RequestCourse course) =>
        course.IsForgotten ? []
            : course.Ended is not null ? [new OpenStep(RequestStep.Mend)]
            : [.. StepsOfTheWhole(course), .. StepsOfMatters(course), .. LastSteps(course), .. Refusals(course)];

    /// <summary>Whether a step can be taken now.</summary>
    /// <param name="course">Where the request stands.</param>
    /// <param name="step">The step.</param>
    /// <param name="matter">Which of the things asked; null for the request as a whole.</param>
    public static bool IsOpen(RequestCourse course, RequestStep step, RequestKind? matter = null) =>
        OpenSteps(course).Contains(new OpenStep(step, matter));

    /// <summary>The step that carries the request on; null when it has ended, or waits for a letter to go out.</summary>
    public static OpenStep? NextStep(RequestCourse course) =>
        OpenSteps(course).Where(open => CarriesOn(course, open)).Select(open => (OpenStep?)open).FirstOrDefault();

    /// <summary>
    /// The step that carries one of the things asked on, so that each clock of a request names its own; null when the request has ended, or
    /// this waits for its letter to go out.
    /// </summary>
    public static OpenStep? NextStep(RequestCourse course, RequestKind asked) =>
        course.Matter(asked) is { IsNoticeWaiting: true, IsNotified: false }
            ? null
            : OpenSteps(course)
                .Where(open => (open.Matter is null || open.Matter == asked) && CarriesOn(course, open))
                .Select(open => (OpenStep?)open)
                .FirstOrDefault() ?? NextStep(course);

    /// <summary>Whether the applicant can now be told what became of one of the things asked.</summary>
    public static bool CanBeTold(RequestCourse course, MatterCourse matter) =>
        course.NeedsNotice
        && matter is { IsSettled: true, IsNotified: false }
        && !(matter.Kind == RequestKind.Complaint && course.MustRelease);

    /// <summary>Whether everything a step would tell the applicant waits in the outbox already.</summary>
    /// <param name="course">Where the request stands.</param>
    /// <param name="step">The step.</param>
    public static bool IsWritten(RequestCourse course, OpenStep step)
    {
        var told = step.Matter is { } kind ? course.Matters.Where(matter => matter.Kind == kind) : course.Matters.Where(matter => CanBeTold(course, matter));
        return told.Any() && told.All(matter => matter.IsNoticeWaiting);
    }

    /// <summary>How far a request has come.</summary>
    public static RequestStage StageOf(RequestCourse course) =>
        course.Ended is { } ended ? ended
        : !course.Matters.Any(matter => matter.Decision == MatterDecision.Pending)
            ? StageOfDecided(course)
        : course.HasEvidence && course.IsIdentified && course.Matters.Any(matter => matter.CountsFromEvidence) ? RequestStage.EvidenceReceived
        : course.IsConfirmed ? RequestStage.IdentityConfirmed
        : RequestStage.Received;

    /// <summary>How a request ends with a step just taken; null where it goes on.</summary>
    /// <param name="course">Where it stands after the step.</param>
    /// <param name="taken">The step.</param>
    public static RequestStage? EndAfter(RequestCourse course, RequestStep taken)
    {
        var isAllTold = course.Matters.All(matter => matter is { IsSettled: true, IsNotified: true }) && !course.MustRelease;
        return taken switch
        {
            RequestStep.Close => course.IsRefusedAll ? RequestStage.Refused : RequestStage.Closed,
            RequestStep.Notify when isAllTold && course.IsRefusedAll => RequestStage.Refused,
            RequestStep.HandOver when isAllTold && course.Matters.Length == 1 => RequestStage.Closed,
            _ => null,
        };
    }

    /// <summary>The right a step takes: what comes in may be registered by staff, who may also block; the rest decides.</summary>
    public static Right RightOf(RequestStep step) =>
        step switch
        {
            RequestStep.Block => Right.BlockSubject,
            RequestStep.ReceiveEvidence => Right.RegisterRequest,
            RequestStep.PrepareReport or RequestStep.ApproveReport => Right.PrepareReport,
            RequestStep.Release => Right.UnblockSubject,
            RequestStep.ConfirmIdentity or RequestStep.HandOver or RequestStep.Answer or RequestStep.Refuse or RequestStep.Decide
                or RequestStep.CarryOut or RequestStep.Notify or RequestStep.Close or RequestStep.Mend or RequestStep.RenewAuthority =>
                Right.HandleRequest,
        };

    /// <summary>The grounds that can stand against what is asked, as the request stands.</summary>
    public static IEnumerable<RefusalGround> GroundsOf(RequestCourse course, RequestKind matter) =>
        Enum.GetValues<RefusalGround>().Where(ground => IsGroundOf(course, ground, matter));

    /// <summary>Whether a ground can stand against what is asked, as the request stands.</summary>
    /// <param name="course">Where the request stands.</param>
    /// <param name="ground">The ground.</param>
    /// <param name="matter">Which of the things asked.</param>
    public static bool IsGroundOf(RequestCourse course, RefusalGround ground, RequestKind matter) =>
        ground switch
        {
            RefusalGround.UnfulfilledObligation or RefusalGround.LegalDutyToKeep => matter is RequestKind.Withdrawal or RequestKind.Destruction,
            RefusalGround.EvidenceInsufficient => matter is RequestKind.Correction or RequestKind.Destruction,
            RefusalGround.NotConfirmed => matter == RequestKind.Complaint,

            // Of whoever is held this would not be true; about nobody a report says it.
            RefusalGround.NothingHeld => matter != RequestKind.Disclosure && !course.IsHeld,

            // Who was confirmed cannot be told that nobody knows who asks.
            RefusalGround.IdentityNotConfirmed => !course.IsIdentified,

            // Against a withdrawal the law knows an obligation and a duty to keep, and nothing else. Law 8(2).
            RefusalGround.RightsOfOthers or RefusalGround.Repeated => matter != RequestKind.Withdrawal,
        };

    /// <summary>
    /// Whether a step is taken on a representative's word or hands something to a representative, whose authority must then run; a refusal
    /// and what is owed to the person are not held up. Policy 4.1.1.
    /// </summary>
    public static bool NeedsAuthority(RequestStep step) =>
        step is RequestStep.ConfirmIdentity or RequestStep.ReceiveEvidence or RequestStep.Decide or RequestStep.ApproveReport
            or RequestStep.HandOver or RequestStep.Answer or RequestStep.CarryOut;

    private static IEnumerable<OpenStep> StepsOfTheWhole(RequestCourse course)
    {
        if (course.CanBlock && course.Matter(RequestKind.Complaint) is { IsSettled: false })
        {
            yield return new OpenStep(RequestStep.Block, RequestKind.Complaint);
        }

        if (!course.IsIdentified)
        {
            yield return new OpenStep(RequestStep.ConfirmIdentity);
        }

        if (course.MustRelease)
        {
            yield return new OpenStep(RequestStep.Release, RequestKind.Complaint);
        }
    }

    private static IEnumerable<OpenStep> StepsOfMatters(RequestCourse course)
    {
        var matters = course.Matters.OrderBy(matter => Array.IndexOf(s_byHaste, matter.Kind)).ToList();
        foreach (var granted in matters.Where(matter => matter is { Decision: MatterDecision.Granted, IsCarriedOut: false }))
        {
            yield return granted.Kind == RequestKind.Disclosure
                ? new OpenStep(RequestStep.HandOver, granted.Kind)
                : new OpenStep(RequestStep.CarryOut, granted.Kind);
        }

        if (matters.Exists(matter => CanBeTold(course, matter)))
        {
            yield return new OpenStep(RequestStep.Notify);
        }

        foreach (var step in matters.Where(matter => matter.Decision == MatterDecision.Pending).SelectMany(matter => Grants(course, matter)))
        {
            yield return step;
        }

        if (!course.HasEvidence && matters.Exists(matter => matter is { CountsFromEvidence: true, Decision: MatterDecision.Pending }))
        {
            yield return new OpenStep(RequestStep.ReceiveEvidence);
        }
    }

    private static bool CarriesOn(RequestCourse course, OpenStep open) =>
        open.Step switch
        {
            RequestStep.Refuse or RequestStep.Mend => false,
            RequestStep.HandOver => course.Matter(RequestKind.Disclosure) is not { IsNoticeWaiting: true },
            RequestStep.Notify => course.Matters.Any(matter => CanBeTold(course, matter) && !matter.IsNoticeWaiting),
            RequestStep.Block => MustBlock(course),
            _ => true,
        };

    // What is granted changes the record, so that there must be one; a report and an answer can say that nothing is held.
    private static IEnumerable<OpenStep> Grants(RequestCourse course, MatterCourse matter)
    {
        if (!course.IsIdentified)
        {
            return [];
        }

        return matter.Kind switch
        {
            RequestKind.Disclosure when course.IsReportPrepared =>
                [new OpenStep(RequestStep.ApproveReport, matter.Kind), new OpenStep(RequestStep.PrepareReport, matter.Kind)],
            RequestKind.Disclosure => [new OpenStep(RequestStep.PrepareReport, matter.Kind)],
            RequestKind.Information or RequestKind.Other => [new OpenStep(RequestStep.Answer, matter.Kind)],
            RequestKind.Correction or RequestKind.Destruction => Grant(course.IsHeld && course.HasEvidence, matter.Kind),
            RequestKind.Complaint => Grant(!MustBlock(course), matter.Kind),
            RequestKind.Withdrawal => Grant(course.IsHeld, matter.Kind),
        };
    }

    private static OpenStep[] Grant(bool isPossible, RequestKind matter) =>
        isPossible ? [new OpenStep(RequestStep.Decide, matter)] : [];

    private static IEnumerable<OpenStep> LastSteps(RequestCourse course)
    {
        var isTold = !course.NeedsNotice || course.Matters.All(matter => matter.IsNotified);
        if (isTold && !course.MustRelease && course.Matters.All(matter => matter.IsSettled))
        {
            yield return new OpenStep(RequestStep.Close);
        }
    }

    private static IEnumerable<OpenStep> Refusals(RequestCourse course) =>
        course.Matters
            .Where(matter => matter.Decision == MatterDecision.Pending && !(matter.Kind == RequestKind.Complaint && MustBlock(course)))
            .Select(matter => new OpenStep(RequestStep.Refuse, matter.Kind));

    // On information from outside the record is blocked before it is examined; the organisation may also stop what it found itself. Law 25.
    private static bool MustBlock(RequestCourse course) =>
        course.CanBlock
        && course.Applicant != ApplicantKind.Organisation
        && course.Matter(RequestKind.Complaint) is { Decision: MatterDecision.Pending };

    private static RequestStage StageOfDecided(RequestCourse course) =>
        course.MustRelease || course.Matters.Any(matter => !matter.IsSettled) ? RequestStage.Decided
        : course.NeedsNotice && course.Matters.All(matter => matter.IsNotified) ? RequestStage.Notified
        : course.IsRefusedAll ? RequestStage.Decided
        : RequestStage.CarriedOut;
}
