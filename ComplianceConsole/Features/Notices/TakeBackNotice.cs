using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Notices;

/// <summary>Takes a notice back before it goes out: its text and key go. One that is being sent at this moment cannot be taken back.</summary>
public sealed class TakeBackNotice(Operation operation)
{
    /// <summary>Takes it back.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="id">The notice.</param>
    /// <param name="version">The version that was shown.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    /// <returns>
    /// Done; <see cref="NotAllowed"/> where it is another's letter and the actor is not the responsible person, <see cref="StepNotOpen"/> where
    /// it waits no more, <see cref="ChangedMeanwhile"/>, <see cref="NotFound"/>.
    /// </returns>
    public Task<Result<Done>> HandleAsync(Actor actor, long id, int version, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleNotices,
            "notice.take-back",
            async (scope, ct) =>
            {
                if (!(await scope.FindNoticeAsync(id, version, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                if (!actor.MayTakeBack(row))
                {
                    return new NotAllowed(Right.HandleRequest);
                }

                if (!row.CanBeTakenBack(scope.Now))
                {
                    return new StepNotOpen("TakeBack");
                }

                row.State = NoticeState.Cancelled;
                scope.Forget(row);
                scope.Changed(row);
                scope.Record(row, ProcessingAction.Deletion);
                return default(Done);
            },
            cancellation);
}
