using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.ThirdParties;

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>Withdraws one's own block within a minute. Both stay in the history. Policy 2.1(7).</summary>
public sealed class UndoBlock(Operation operation)
{
    /// <summary>Withdraws the block.</summary>
    /// <returns>Done; or <see cref="UndoClosed"/>, <see cref="RecordNotBlocked"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.BlockSubject,
            "subject.block.undo",
            async (scope, token) =>
            {
                if (!BlockJournal.Find(scope, subject).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                if (row.State != SubjectState.Blocked)
                {
                    return new RecordNotBlocked(subject);
                }

                if (!BlockRules.MayUndo(actor, row.BlockedBy, row.BlockedAt, scope.Now))
                {
                    return new UndoClosed();
                }

                BlockJournal.Release(scope, row, BlockEventKind.Undone);
                await scope.TellOfReleaseAsync(row, scope.Now - BlockRules.UndoWindow, token);
                scope.Record(ProcessingAction.Unblocking, "2.1(7)", subject);
                return default(Done);
            },
            cancellation);
}
