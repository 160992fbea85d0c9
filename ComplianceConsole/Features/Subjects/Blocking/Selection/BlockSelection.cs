using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.ThirdParties;
using NodaTime;

namespace ComplianceConsole.Features.Subjects.Blocking.Selection;

/// <summary>What became of a selection that was to be blocked.</summary>
/// <param name="Blocked">The blocks that took effect, to be given back to undo exactly them.</param>
/// <param name="PassedOver">Records that were blocked before, or of which nothing is held any more.</param>
/// <param name="UndoUntil">Until when who set them may withdraw them.</param>
/// <param name="Ended">Why it ended early; null where it came to its end. What was blocked before stays blocked.</param>
public sealed record SelectionBlocked(
    IReadOnlyList<BlockSet> Blocked, IReadOnlyList<SubjectId> PassedOver, Instant UndoUntil, Refusal? Ended = null)
{
    /// <summary>The count alone.</summary>
    public override string ToString() => $"{nameof(SelectionBlocked)} {Blocked.Count}";
}

/// <summary>
/// Blocks many records for one reason: each a block of its own with its own entry in the ledger, a few dozen in one commit. It can be
/// stopped between two commits. Policy 2.1(7).
/// </summary>
public sealed class BlockSelection(Operation operation)
{
    /// <summary>How many records a selection holds at most.</summary>
    public const int MostSubjects = 1_000;

    internal const int Part = 50;

    /// <summary>Blocks.</summary>
    /// <param name="actor">Who acts; staff may.</param>
    /// <param name="subjects">Whose records, 1 to <see cref="MostSubjects"/>.</param>
    /// <param name="reason">Why, sealed into the history of each.</param>
    /// <param name="progress">Told how many were dealt with.</param>
    /// <param name="cancellation">Stops it between two commits.</param>
    /// <returns>What was done; or <see cref="InvalidInput"/>, <see cref="NotAllowed"/>.</returns>
    public async Task<Result<SelectionBlocked>> HandleAsync(
        Actor actor, IReadOnlyList<SubjectId> subjects, string? reason, IProgress<int>? progress, CancellationToken cancellation)
    {
        var asked = subjects.Distinct().ToList();
        if (!BlockJournal.Reason(reason).TryGet(out var why, out var refusal))
        {
            return refusal;
        }

        if (asked.Count is 0 or > MostSubjects)
        {
            return asked.Count == 0 ? new InvalidInput("Subject", "Required") : new InvalidInput("Subject", "TooLarge", MostSubjects);
        }

        var (blocked, passedOver, done) = (new List<BlockSet>(), new List<SubjectId>(), 0);
        foreach (var part in asked.Chunk(Part))
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            var result = await operation.ChangeAsync<IReadOnlyList<BlockSet>>(
                actor, Right.BlockSubject, "subject.block.selection", (scope, ct) => BlockAsync(scope, part, why, passedOver, ct), CancellationToken.None);
            if (result.TryGet(out var sets, out var ended))
            {
                blocked.AddRange(sets);
            }
            else if (ended is not NothingToDo)
            {
                return blocked.Count == 0 ? ended : Settle(blocked, passedOver, ended);
            }

            done += part.Length;
            progress?.Report(done);
        }

        return Settle(blocked, passedOver, ended: null);
    }

    private static SelectionBlocked Settle(List<BlockSet> blocked, List<SubjectId> passedOver, Refusal? ended) =>
        new(blocked, passedOver, blocked.Count > 0 ? blocked.Min(set => set.UndoUntil) : Instant.MinValue, ended);

    private static async Task<Result<IReadOnlyList<BlockSet>>> BlockAsync(
        OperationScope scope, SubjectId[] subjects, string reason, List<SubjectId> passedOver, CancellationToken cancellation)
    {
        var sets = new List<BlockSet>();
        var until = scope.Now + BlockRules.SelectionUndoWindow;
        foreach (var subject in subjects)
        {
            if (!BlockJournal.Find(scope, subject).TryGet(out var row, out _) || BlockRules.IsBlocked(row.State))
            {
                passedOver.Add(subject);
                continue;
            }

            (row.State, row.BlockedAt, row.BlockedBy) = (SubjectState.Blocked, scope.Now, scope.Actor.Id);
            BlockJournal.Write(scope, row, BlockEventKind.Blocked, reason);
            scope.Record(ProcessingAction.Blocking, BlockJournal.ClauseOf(scope, row), subject);

            // Not before it can no longer be undone: nobody is told of a slip.
            await scope.NotifyRecipientsAsync(
                row, new RecipientNotice { Template = NoticeTemplates.RecipientBlocked, Clause = "9.6", NotBefore = until }, cancellation);
            await scope.TellOfBlockAsync(row, BlockRules.SelectionUndoWindow, cancellation);
            sets.Add(new BlockSet(subject, scope.Now, until));
        }

        return sets.Count > 0 ? sets : new NothingToDo();
    }
}
