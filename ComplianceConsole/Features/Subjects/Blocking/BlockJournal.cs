using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>What the use cases of blocking share: the row, the reason, the event in the subject's history. Policy 2.1(7).</summary>
internal static class BlockJournal
{
    /// <summary>The input a reason is typed into, as refusals name it.</summary>
    public const string ReasonInput = "Reason";

    /// <summary>The subject's row, or the refusal that there is none or nothing is held any more.</summary>
    public static async Task<Result<SubjectRow>> FindAsync(OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        var row = await scope.Db.Subjects.SingleOrDefaultAsync(one => one.Id == subject.Number, cancellation);
        return row is null ? new NotFound(subject.ToString())
            : BlockRules.IsGone(row.State) ? new RecordDestroyed(subject)
            : row;
    }

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

    /// <summary>Adds an event to the history of the subject's block.</summary>
    public static void Add(OperationScope scope, SubjectRow row, BlockEventKind kind, string? reason = null)
    {
        var sequence = row.NextSequence++;
        scope.Db.BlockEvents.Add(
            new BlockEventRow
            {
                SubjectId = row.Id,
                Sequence = sequence,
                At = scope.Now,
                Kind = kind,
                ActorId = scope.Actor.Id,
                ActorName = scope.Actor.Name,
                Reason = reason is null
                    ? null
                    : scope.Seal<BlockEventRow, string>(row, sequence, nameof(BlockEventRow.Reason), reason),
            });
        scope.Changed(row);
    }

    /// <summary>Takes the block off, after the event that permits it stands in the history: the database asks for that order.</summary>
    public static async Task ReleaseAsync(
        OperationScope scope,
        SubjectRow row,
        BlockEventKind kind,
        string? reason,
        CancellationToken cancellation)
    {
        Add(scope, row, kind, reason);
        await scope.Db.SaveChangesAsync(cancellation);
        row.State = SubjectState.Active;
        row.BlockedAt = null;
        row.BlockedBy = null;
    }
}
