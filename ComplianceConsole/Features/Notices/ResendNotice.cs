using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Notices;

/// <summary>Sends a failed notice again.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Email">Another address; empty for the same.</param>
public sealed record ResendNoticeCommand(long Id, int Version, string Email = "")
{
    /// <summary>Not to whom, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(ResendNoticeCommand);
}

/// <summary>Puts notices that were given up back into the queue, under the same Message-ID. Policy 8.3, 9.4.</summary>
public sealed class ResendNotice(Operation operation)
{
    /// <summary>Sends one again, to another address where one is given.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, ResendNoticeCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleNotices,
            "notice.resend",
            async (scope, ct) =>
            {
                if (!(await scope.FindNoticeAsync(command.Id, command.Version, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                if (row is not { State: NoticeState.Failed, Channel: Channel.Email, Content: { } content } || row.Failure is NoticeFailures.Unreadable)
                {
                    return new StepNotOpen("Resend");
                }

                // It goes out with what it says of the person: of a blocked record that is the responsible person's to decide.
                if (scope.BlockOf(row) is { } blocked)
                {
                    return blocked;
                }

                if (command.Email.Trim().Length > 0)
                {
                    if (!EmailAddress.TryParse(command.Email, out var address, out _))
                    {
                        return new InvalidInputs([new InvalidInput("OtherEmail", "Email")]);
                    }

                    var opened = scope.OpenNotice(row.Id);
                    var said = opened.Open(content);
                    row.Content = opened.Seal(said with { To = said.To with { Email = address.Value } });
                }

                Queue(scope, row);
                scope.Record(row, ProcessingAction.Use);
                return default(Done);
            },
            cancellation);

    /// <summary>Sends again everything that was given up, as after a long silence of the mail server; what is damaged stays.</summary>
    /// <returns>How many.</returns>
    public Task<Result<int>> AllAsync(Actor actor, CancellationToken cancellation) =>
        operation.ChangeAsync<int>(
            actor,
            Right.HandleNotices,
            "notice.resend-all",
            async (scope, ct) =>
            {
                var rows = await scope.Db.Notices
                    .Where(row => row.State == NoticeState.Failed && row.Channel == Channel.Email && row.Failure != NoticeFailures.Unreadable)
                    .ToListAsync(ct);
                rows.ForEach(row => Queue(scope, row));
                scope.Record(ProcessingAction.Use, "8.3", details: new { notices = rows.ConvertAll(row => row.Id) });
                return rows.Count;
            },
            cancellation);

    private static void Queue(OperationScope scope, NoticeRow row)
    {
        row.State = NoticeState.Queued;
        row.Attempts = 0;
        row.NextAttemptAt = scope.Now;
        scope.Changed(row);
    }
}
