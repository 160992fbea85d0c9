namespace ComplianceConsole.Domain.Duties;

/// <summary>The codes under which duties stand in the records; they never change.</summary>
public static class DutyKindCodes
{
    /// <summary>The code of a kind of duty.</summary>
    public static string Code(this DutyKind kind) =>
        kind switch
        {
            DutyKind.Disclose => "disclose",
            DutyKind.Correct => "correct",
            DutyKind.DestroyOnEvidence => "destroy-on-evidence",
            DutyKind.BlockOnComplaint => "block-on-complaint",
            DutyKind.StopUnlawfulProcessing => "stop-unlawful-processing",
            DutyKind.AnswerWithdrawal => "answer-withdrawal",
            DutyKind.DestroyAfterPurpose => "destroy-after-purpose",
            DutyKind.DestroyBlocked => "destroy-blocked",
            DutyKind.ReportBreach => "report-breach",
            DutyKind.ReleaseUnconfirmed => "release-unconfirmed",
        };

    /// <summary>The kind of duty of a code.</summary>
    public static bool TryParse(string? code, out DutyKind kind)
    {
        foreach (var candidate in Enum.GetValues<DutyKind>())
        {
            if (string.Equals(candidate.Code(), code, StringComparison.Ordinal))
            {
                kind = candidate;
                return true;
            }
        }

        kind = default;
        return false;
    }
}
