using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using NodaTime;

namespace ComplianceConsole.Features.Notices;

/// <summary>Records that the recipient acknowledged.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="At">When.</param>
public sealed record AcknowledgeNoticeCommand(long Id, int Version, Instant At);

/// <summary>Records the acknowledgement of a notice that was sent. Policy 9.4.</summary>
public sealed class AcknowledgeNotice(Operation operation)
{
    /// <summary>Records it.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, AcknowledgeNoticeCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleNotices,
            "notice.acknowledge",
            async (scope, ct) =>
            {
                if (!(await scope.FindNoticeAsync(command.Id, command.Version, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                if (row is not { State: NoticeState.Sent, SentAt: { } sentAt })
                {
                    return new StepNotOpen("Acknowledge");
                }

                if (scope.CheckDoneAt("AcknowledgedAt", command.At, sentAt) is { } problem)
                {
                    return new InvalidInputs([problem]);
                }

                row.State = NoticeState.Acknowledged;
                row.AcknowledgedAt = command.At;
                scope.Changed(row);
                scope.Record(row, ProcessingAction.Recording);
                return default(Done);
            },
            cancellation);
}
