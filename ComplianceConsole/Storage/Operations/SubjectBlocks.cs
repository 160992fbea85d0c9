using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Writes what happens to a subject's block. Policy 2.1(7).</summary>
public static class SubjectBlocks
{
    /// <summary>Writes the row's state, with the event of its block that explains it and, sealed, the reason.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="row">The row as <see cref="OperationScope.Find(Domain.Subjects.SubjectId)"/> gave it, its new state set.</param>
    /// <param name="kind">What happens.</param>
    /// <param name="reason">Why; null where nobody said.</param>
    public static void WriteBlock(this OperationScope scope, SubjectRow row, BlockEventKind kind, string? reason = null)
    {
        var sequence = row.NextSequence++;
        scope.ChangeState(
            row,
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
    }
}
