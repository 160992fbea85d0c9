using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>What the use cases of blocking share: the row, the reason, the event in the subject's history. Policy 2.1(7).</summary>
internal static class BlockJournal
{
    /// <summary>The input a reason is typed into, as refusals name it.</summary>
    public const string ReasonInput = "Reason";

    /// <summary>The subject's row, or the refusal that there is none or nothing is held any more.</summary>
    public static Result<SubjectRow> Find(OperationScope scope, SubjectId subject)
    {
        var row = scope.Find(subject);
        return row is null ? new NotFound("Subject")
            : BlockRules.IsGone(row.State) ? new RecordDestroyed(subject)
            : row;
    }

    /// <summary>
    /// Under which clause a record is blocked: where its destruction was missed, the block that has to follow; else the general one. Whichever
    /// page it is blocked on. Policy 2.1(7), 9.8.
    /// </summary>
    public static string ClauseOf(OperationScope scope, SubjectRow row) => scope.MissedDestruction(row) ? "9.8" : RecordBlocked.Clause;

    /// <summary>Reads a reason as it was typed.</summary>
    public static Result<string> Reason(string? typed)
    {
        var reason = TextCleaning.Clean(typed).Value;
        return reason.Length switch
        {
            0 => new InvalidInput(ReasonInput, "Required"),
            > BlockRules.LongestReason => new InvalidInput(ReasonInput, "TooLong", BlockRules.LongestReason),
            _ => reason,
        };
    }

    /// <summary>Writes the row's state, with the event of its block that explains it.</summary>
    public static void Write(OperationScope scope, SubjectRow row, BlockEventKind kind, string? reason = null) =>
        scope.WriteBlock(row, kind, reason);

    /// <summary>Takes the block off.</summary>
    public static void Release(OperationScope scope, SubjectRow row, BlockEventKind kind, string? reason = null)
    {
        row.State = SubjectState.Active;
        row.BlockedAt = null;
        row.BlockedBy = null;
        Write(scope, row, kind, reason);
    }
}
