using ComplianceConsole.Domain.Duties;

namespace ComplianceConsole.Domain.Requests;

/// <summary>In which order a request is carried on: which step is open at which stage, and where it leads.</summary>
public static class RequestFlow
{
    /// <summary>Whether anything can still be done with a request.</summary>
    public static bool IsOpen(RequestStage stage) => stage is not (RequestStage.Closed or RequestStage.Refused);

    /// <summary>Whether a step can be taken now.</summary>
    /// <param name="step">The step.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="stage">How far the request has come.</param>
    public static bool IsOpenFor(RequestStep step, RequestKind kind, RequestStage stage)
    {
        var isIdentified = IsOpen(stage) && stage != RequestStage.Received;
        var isReported = kind == RequestKind.Disclosure;
        return step switch
        {
            RequestStep.ConfirmIdentity => stage == RequestStage.Received,
            RequestStep.PrepareReport or RequestStep.ApproveReport => isReported && stage == RequestStage.IdentityConfirmed,
            RequestStep.HandOver => isReported && stage == RequestStage.Decided,
            RequestStep.Answer => !isReported && isIdentified,
            RequestStep.Refuse => IsOpen(stage),
            RequestStep.ReceiveEvidence or RequestStep.Decide or RequestStep.CarryOut or RequestStep.Notify or RequestStep.Close
                or RequestStep.Mend => false,
        };
    }

    /// <summary>The stage a step leads to; preparing a report may be done again and leaves the stage as it is.</summary>
    public static RequestStage StageAfter(RequestStep step) =>
        step switch
        {
            RequestStep.ConfirmIdentity or RequestStep.PrepareReport => RequestStage.IdentityConfirmed,
            RequestStep.ApproveReport => RequestStage.Decided,
            RequestStep.HandOver or RequestStep.Answer => RequestStage.Closed,
            RequestStep.Refuse => RequestStage.Refused,
            RequestStep.ReceiveEvidence => RequestStage.EvidenceReceived,
            RequestStep.Decide => RequestStage.Decided,
            RequestStep.CarryOut => RequestStage.CarriedOut,
            RequestStep.Notify => RequestStage.Notified,
            RequestStep.Close or RequestStep.Mend => RequestStage.Closed,
        };

    /// <summary>The step that carries the request on; null when it is closed or refused.</summary>
    /// <param name="kind">What is asked.</param>
    /// <param name="stage">How far the request has come.</param>
    /// <param name="isReportPrepared">Whether a report waits for approval.</param>
    public static RequestStep? NextStep(RequestKind kind, RequestStage stage, bool isReportPrepared) =>
        !IsOpen(stage) ? null
        : stage == RequestStage.Received ? RequestStep.ConfirmIdentity
        : kind != RequestKind.Disclosure ? RequestStep.Answer
        : stage == RequestStage.Decided ? RequestStep.HandOver
        : isReportPrepared ? RequestStep.ApproveReport
        : RequestStep.PrepareReport;

    /// <summary>The duties whose clock the receipt itself sets going; others wait for evidence or for a finding.</summary>
    public static IReadOnlyList<DutyKind> DutiesAtReceipt(RequestKind kind) =>
        kind switch
        {
            RequestKind.Disclosure => [DutyKind.Disclose],
            RequestKind.Withdrawal => [DutyKind.AnswerWithdrawal],
            RequestKind.Complaint => [DutyKind.BlockOnComplaint],
            RequestKind.Correction or RequestKind.Destruction or RequestKind.Information or RequestKind.Other => [],
        };
}
