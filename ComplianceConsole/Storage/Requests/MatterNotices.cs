using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;

namespace ComplianceConsole.Storage.Requests;

/// <summary>Which letter tells of what became of one of the things a request asks.</summary>
public static class MatterNotices
{
    /// <summary>The code of the letter; the first one tells of it, a disclosure's report may also say that nothing is held.</summary>
    /// <param name="kind">What was asked.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="ground">Why it was refused.</param>
    public static IReadOnlyList<string> TemplatesOf(RequestKind kind, MatterDecision decision, RefusalGround? ground) =>
        (decision, kind) switch
        {
            (MatterDecision.Pending, _) => [],
            (MatterDecision.Refused, RequestKind.Complaint) when ground == RefusalGround.NotConfirmed => [NoticeTemplates.Released],
            (MatterDecision.Refused, _) => [NoticeTemplates.Refused],
            (_, RequestKind.Disclosure) => [NoticeTemplates.Disclosure, NoticeTemplates.NothingHeld],
            (_, RequestKind.Correction) => [NoticeTemplates.Corrected],
            (_, RequestKind.Destruction) => [NoticeTemplates.Destroyed],
            (_, RequestKind.Complaint) => [NoticeTemplates.Stopped],
            (_, RequestKind.Withdrawal) => [NoticeTemplates.WithdrawalAccepted],
            (_, RequestKind.Information or RequestKind.Other) => [NoticeTemplates.Answer],
        };
}
