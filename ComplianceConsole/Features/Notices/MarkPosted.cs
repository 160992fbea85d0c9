using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using NodaTime;

namespace ComplianceConsole.Features.Notices;

/// <summary>Records that a letter was posted or handed over.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="PostedAt">When; this instant ends the duty, not the click.</param>
public sealed record MarkPostedCommand(long Id, int Version, Instant PostedAt);

/// <summary>
/// Records what a person did: a letter was posted or handed over, or an e-mail that could not be delivered was posted instead. Its text and
/// key go. Policy 8.3, 9.4.
/// </summary>
public sealed class MarkPosted(Operation operation, NoticeDelivery delivery, MailSettings mail)
{
    /// <summary>Records it.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, MarkPostedCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleNotices,
            "notice.post",
            async (scope, ct) =>
            {
                if (!(await scope.FindNoticeAsync(command.Id, command.Version, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                if (!row.WaitsForPerson(mail.IsConfigured()))
                {
                    return new StepNotOpen("Post");
                }

                if (scope.CheckDoneAt("PostedAt", command.PostedAt, row.QueuedAt) is { } problem)
                {
                    return new InvalidInputs([problem]);
                }

                await delivery.RecordAsync(scope, row, command.PostedAt, scope.Actor.Name, ct);
                return default(Done);
            },
            cancellation);
}
