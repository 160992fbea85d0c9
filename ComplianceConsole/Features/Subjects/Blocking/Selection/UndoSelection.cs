using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.ThirdParties;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Subjects.Blocking.Selection;

/// <summary>What became of the undoing of a selection.</summary>
/// <param name="Released">How many records are released.</param>
/// <param name="Kept">Records that somebody has meanwhile released, blocked anew or released for destruction: they stay as they are.</param>
/// <param name="Ended">Why it ended early; null where it came to its end.</param>
public sealed record SelectionUndone(int Released, IReadOnlyList<SubjectId> Kept, Refusal? Ended = null);

/// <summary>
/// Withdraws the blocks of one selection, exactly those: by who set them, while <see cref="BlockRules.SelectionUndoWindow"/> lasts. Both stay in
/// the history. Policy 2.1(7).
/// </summary>
public sealed class UndoSelection(Operation operation)
{
    /// <summary>Withdraws them.</summary>
    /// <param name="actor">Who set them.</param>
    /// <param name="blocks">The blocks, as <see cref="BlockSelection"/> gave them.</param>
    /// <param name="progress">Told how many were dealt with.</param>
    /// <param name="cancellation">Stops it between two commits.</param>
    /// <returns>What was done; or <see cref="UndoClosed"/> where nothing of it can be undone any more, <see cref="NotAllowed"/>.</returns>
    public async Task<Result<SelectionUndone>> HandleAsync(
        Actor actor, IReadOnlyList<BlockSet> blocks, IProgress<int>? progress, CancellationToken cancellation)
    {
        var (released, kept, done) = (0, new List<SubjectId>(), 0);
        foreach (var part in blocks.Chunk(BlockSelection.Part))
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            var result = await operation.ChangeAsync<int>(
                actor, Right.BlockSubject, "subject.block.selection.undo", (scope, ct) => ReleaseAsync(scope, part, kept, ct), CancellationToken.None);
            if (result.TryGet(out var count, out var ended))
            {
                released += count;
            }
            else if (ended is not NothingToDo)
            {
                return released == 0 ? ended : new SelectionUndone(released, kept, ended);
            }

            done += part.Length;
            progress?.Report(done);
        }

        return released == 0 && kept.Count > 0 ? new UndoClosed() : new SelectionUndone(released, kept);
    }

    private static async Task<Result<int>> ReleaseAsync(
        OperationScope scope, BlockSet[] blocks, List<SubjectId> kept, CancellationToken cancellation)
    {
        var released = 0;
        foreach (var block in blocks)
        {
            if (scope.Find(block.Subject) is not { State: SubjectState.Blocked } row
                || row.BlockedAt != block.At
                || !BlockRules.MayUndo(scope.Actor, row.BlockedBy, row.BlockedAt, scope.Now, BlockRules.SelectionUndoWindow)
                || !await IsOfSelectionAsync(scope, row, cancellation))
            {
                kept.Add(block.Subject);
                continue;
            }

            BlockJournal.Release(scope, row, BlockEventKind.Undone);
            await scope.TellOfReleaseAsync(row, block.At, cancellation);
            scope.Record(ProcessingAction.Unblocking, RecordBlocked.Clause, block.Subject);
            released++;
        }

        return released > 0 ? released : new NothingToDo();
    }

    // A block of one click has no reason of its own, and a minute.
    private static Task<bool> IsOfSelectionAsync(OperationScope scope, SubjectRow row, CancellationToken cancellation) =>
        scope.Db.BlockEvents.AnyAsync(
            one => one.SubjectId == row.Id && one.Kind == BlockEventKind.Blocked && one.At == row.BlockedAt && one.Reason != null, cancellation);
}
