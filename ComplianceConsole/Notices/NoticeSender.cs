using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Notices.Mail;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Notices;

/// <summary>
/// Sends the e-mails that are due, each at least once: it is taken by a commit, sent, and recorded as sent by another. Where the process
/// is killed in between, it is sent again after <see cref="NoticeRetry.Lease"/>, under the same Message-ID, by which mail programs know the
/// second as the first. Two processes do not take the same one.
/// </summary>
public sealed partial class NoticeSender(
    Operation operation,
    IDbContextFactory<RecordsContext> contexts,
    RegisterReader registers,
    IMailServer server,
    MailSettings settings,
    NoticeDelivery delivery,
    IClock clock,
    ILogger<NoticeSender> logger) : IDisposable
{
    private const int Batch = 50;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Who sends, as it stands in the ledger.</summary>
    public static Actor Job { get; } = Actor.Job("notices");

    /// <summary>Sends everything that is due now.</summary>
    /// <returns>How many went out.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (!server.IsConfigured || (await registers.GetAsync(cancellation)).Organisation is null)
        {
            return 0;
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            var sent = 0;
            while (await DueAsync(cancellation) is { Count: > 0 } due)
            {
                sent += await SendAsync(due, cancellation);
            }

            return sent;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<List<long>> DueAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Notices
            .Where(row => row.State == NoticeState.Queued && row.Channel == Channel.Email && row.NextAttemptAt <= now)
            .OrderBy(row => row.NextAttemptAt)
            .ThenBy(row => row.Id)
            .Select(row => row.Id)
            .Take(Batch)
            .ToListAsync(cancellation);
    }

    private async Task<int> SendAsync(List<long> due, CancellationToken cancellation)
    {
        // The server first: nothing is opened while there is nobody to give it to.
        IMailConnection? connection = null;
        try
        {
            connection = await server.OpenAsync(cancellation);
            var sent = 0;
            foreach (var id in due)
            {
                if (!connection.IsOpen)
                {
                    break;
                }

                sent += await SendAsync(id, connection, cancellation) ? 1 : 0;
            }

            return sent;
        }
        catch (MailFailedException failed)
        {
            LogFailure(failed.Code, due.Count);
            await PostponeAsync(due, failed.Code, cancellation);
            return 0;
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private async Task<bool> SendAsync(long id, IMailConnection connection, CancellationToken cancellation)
    {
        if (!(await TakeAsync(id, cancellation)).TryGet(out var taken, out _) || taken.IsGivenUp)
        {
            return false;
        }

        var failure = await TrySendAsync(taken, connection, cancellation);
        if (failure is not null)
        {
            LogFailure(failure, 1);
            await RecordFailureAsync(id, failure);
            return false;
        }

        return (await RecordSentAsync(id)).IsDone;
    }

    private async Task<string?> TrySendAsync(Taken taken, IMailConnection connection, CancellationToken cancellation)
    {
        if (taken.Content is null)
        {
            return NoticeFailures.Unreadable;
        }

        var snapshot = await registers.GetAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var written = NoticeWriter.Write(taken.Template, taken.Language, taken.Content, snapshot, AlmatyZone.DayOf(now));
        using var message = MailComposer.Compose(written, taken.MessageId, snapshot, settings, now);
        if (message is null)
        {
            return NoticeFailures.AddressInvalid;
        }

        try
        {
            await connection.SendAsync(message, cancellation);
            return null;
        }
        catch (MailFailedException failed)
        {
            return failed.Code;
        }
    }

    private Task<Result<Taken>> TakeAsync(long id, CancellationToken cancellation) =>
        operation.ChangeAsync<Taken>(
            Job,
            Right.Maintain,
            "notice.take",
            async (scope, ct) =>
            {
                var row = await scope.Db.Notices.SingleAsync(notice => notice.Id == id, ct);
                if (row.State != NoticeState.Queued || row.NextAttemptAt is not { } due || due > scope.Now)
                {
                    return new StepNotOpen("Send");
                }

                // Taken over and over and never told of: what becomes of it, a person has to find out.
                if (row.Attempts >= NoticeRetry.Attempts)
                {
                    Fail(scope, row, NoticeFailures.ConnectionLost);
                    scope.RecordFailed(row, NoticeFailures.ConnectionLost);
                    return new Taken(row.Template, row.Language, row.MessageId, Content: null, IsGivenUp: true);
                }

                row.Attempts++;
                row.Failure = null;
                row.NextAttemptAt = scope.Now + NoticeRetry.Lease;
                scope.Changed(row);
                scope.Record(row, ProcessingAction.Extraction);
                return new Taken(row.Template, row.Language, row.MessageId, Open(scope, row));
            },
            cancellation);

    private static NoticeContent? Open(OperationScope scope, NoticeRow row)
    {
        try
        {
            return row.Content is { } content ? scope.OpenNotice(row.Id).Open(content) : null;
        }
        catch (CryptographicException)
        {
            // Told to a person as a failed notice; one damaged row must not hold up the others.
            return null;
        }
    }

    // Not ended by a stop of the console: the e-mail is out, and everything that is left undone here sends it a second time.
    private Task<Result<Done>> RecordSentAsync(long id) =>
        operation.ChangeAsync<Done>(
            Job,
            Right.Maintain,
            "notice.send",
            async (scope, ct) =>
            {
                var row = await scope.Db.Notices.SingleAsync(notice => notice.Id == id, ct);
                if (row.State is NoticeState.Sent or NoticeState.Acknowledged)
                {
                    return new StepNotOpen("Send");
                }

                // One taken back in this very moment went out all the same.
                await delivery.RecordAsync(scope, row, scope.Now, by: null, ct);
                return default(Done);
            },
            CancellationToken.None);

    private Task<Result<Done>> RecordFailureAsync(long id, string failure) =>
        operation.ChangeAsync<Done>(
            Job,
            Right.Maintain,
            "notice.fail",
            async (scope, ct) =>
            {
                var row = await scope.Db.Notices.SingleAsync(notice => notice.Id == id, ct);
                if (row.State != NoticeState.Queued)
                {
                    return new StepNotOpen("Send");
                }

                Fail(scope, row, failure);
                scope.RecordFailed(row, failure);
                return default(Done);
            },
            CancellationToken.None);

    private Task<Result<Done>> PostponeAsync(List<long> due, string failure, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            Job,
            Right.Maintain,
            "notice.postpone",
            async (scope, ct) =>
            {
                var rows = await scope.Db.Notices.Where(row => due.Contains(row.Id) && row.State == NoticeState.Queued).ToListAsync(ct);
                foreach (var row in rows)
                {
                    row.Attempts++;
                    Fail(scope, row, failure);
                }

                scope.Record(ProcessingAction.Administration, clause: null, details: new { failure, count = rows.Count }, purpose: null);
                return default(Done);
            },
            cancellation);

    private static void Fail(OperationScope scope, NoticeRow row, string failure)
    {
        row.Failure = failure;
        var delay = NoticeFailures.IsPermanent(failure) ? null : NoticeRetry.DelayAfter(row.Attempts);
        row.NextAttemptAt = scope.Now + delay;
        row.State = delay is null ? NoticeState.Failed : NoticeState.Queued;
        scope.Changed(row);
    }

    // The code alone: what a server answers may name addresses.
    [LoggerMessage(LogLevel.Warning, "Sending failed ({Failure}) for {Count} notices; the page of notices says what becomes of them.")]
    private partial void LogFailure(string failure, int count);

    private sealed record Taken(string Template, string Language, string MessageId, NoticeContent? Content, bool IsGivenUp = false);
}
