using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.ThirdParties;

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>Releases a record from its block, with a reason. The responsible person's alone. Policy 2.1(7).</summary>
public sealed class UnblockSubject(Operation operation)
{
    /// <summary>Releases the record.</summary>
    /// <returns>Done; or <see cref="InvalidInput"/>, <see cref="RecordNotBlocked"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> HandleAsync(Actor actor, SubjectId subject, string? reason, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.UnblockSubject,
            "subject.unblock",
            async (scope, token) =>
            {
                if (!BlockJournal.Find(scope, subject).TryGet(out var row, out var refusal)
                    || !BlockJournal.Reason(reason).TryGet(out var text, out refusal))
                {
                    return refusal;
                }

                if (row.State != SubjectState.Blocked)
                {
                    return new RecordNotBlocked(subject);
                }

                var since = row.BlockedAt ?? scope.Now;
                BlockJournal.Release(scope, row, BlockEventKind.Unblocked, text);
                await scope.TellOfReleaseAsync(row, since, token);
                scope.Record(ProcessingAction.Unblocking, "2.1(7)", subject);
                return default(Done);
            },
            cancellation);
}
