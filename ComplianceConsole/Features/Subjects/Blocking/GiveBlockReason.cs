using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>Says why a record was blocked, after it was. Who set the block says it, or the responsible person. Policy 2.1(7).</summary>
public sealed class GiveBlockReason(Operation operation)
{
    /// <summary>Adds the reason to the history; it is sealed under the subject's key.</summary>
    /// <returns>Done; or <see cref="InvalidInput"/>, <see cref="RecordNotBlocked"/>, <see cref="DestructionUnderWay"/>, <see cref="NotAllowed"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> HandleAsync(Actor actor, SubjectId subject, string? reason, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.BlockSubject,
            "subject.block.reason",
            scope =>
            {
                if (!BlockJournal.Find(scope, subject).TryGet(out var row, out var refusal)
                    || !BlockJournal.Reason(reason).TryGet(out var text, out refusal))
                {
                    return refusal;
                }

                // Why it is being destroyed is said with its clause, and its key, under which a reason is sealed, may be gone.
                if (row.State == SubjectState.ReleasedForDestruction)
                {
                    return new DestructionUnderWay(subject);
                }

                if (!BlockRules.IsBlocked(row.State))
                {
                    return new RecordNotBlocked(subject);
                }

                if (!actor.May(Right.UnblockSubject) && !string.Equals(row.BlockedBy, actor.Id, StringComparison.Ordinal))
                {
                    return new NotAllowed(Right.UnblockSubject);
                }

                BlockJournal.Write(scope, row, BlockEventKind.ReasonGiven, text);
                scope.Record(ProcessingAction.Blocking, "2.1(7)", subject);
                return default(Done);
            },
            cancellation);
}
