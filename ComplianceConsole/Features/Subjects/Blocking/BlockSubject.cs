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

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>A block that took effect.</summary>
/// <param name="Subject">Whose record it is.</param>
/// <param name="At">Since when.</param>
/// <param name="UndoUntil">Until when who set it may withdraw it.</param>
public sealed record BlockSet(SubjectId Subject, Instant At, Instant UndoUntil);

/// <summary>Blocks a record, at once and without a question. The reason is asked afterwards. Policy 2.1(7).</summary>
public sealed class BlockSubject(Operation operation)
{
    /// <summary>Blocks.</summary>
    /// <returns>The block; or <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<BlockSet>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation) =>
        operation.ChangeAsync<BlockSet>(
            actor,
            Right.BlockSubject,
            "subject.block",
            async (scope, token) =>
            {
                if (!BlockJournal.Find(scope, subject).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                if (BlockRules.IsBlocked(row.State))
                {
                    return scope.BlockOf(row);
                }

                row.State = SubjectState.Blocked;
                row.BlockedAt = scope.Now;
                row.BlockedBy = actor.Id;
                BlockJournal.Write(scope, row, BlockEventKind.Blocked);
                scope.Record(ProcessingAction.Blocking, BlockJournal.ClauseOf(scope, row), subject);

                // Not before it can no longer be undone: nobody is told of a slip.
                await scope.NotifyRecipientsAsync(
                    row,
                    new RecipientNotice
                    {
                        Template = NoticeTemplates.RecipientBlocked,
                        Clause = "9.6",
                        NotBefore = scope.Now + BlockRules.UndoWindow,
                    },
                    token);
                await scope.TellOfBlockAsync(row, BlockRules.UndoWindow, token);
                return new BlockSet(subject, scope.Now, scope.Now + BlockRules.UndoWindow);
            },
            cancellation);
}
