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
    SendingRecords records,
    IDbContextFactory<RecordsContext> contexts,
    RegisterReader registers,
    IMailServer server,
    MailSettings settings,
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
            List<long> before = [];

            // The same ones again: the records do not let themselves be written, and the next round comes in a minute.
            while (await DueAsync(cancellation) is { Count: > 0 } due && !due.SequenceEqual(before))
            {
                sent += await SendAsync(due, cancellation);
                before = due;
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
            await records.PostponeAsync(due, failed.Code, cancellation);
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
        if (!(await records.TakeAsync(id, cancellation)).TryGet(out var taken, out _) || taken.IsGivenUp)
        {
            return false;
        }

        var failure = await TrySendAsync(taken, connection, cancellation);
        if (failure is not null)
        {
            LogFailure(failure, 1);
            await records.RecordFailureAsync(id, failure);
            return false;
        }

        return (await records.RecordSentAsync(id)).IsDone;
    }

    private async Task<string?> TrySendAsync(TakenNotice taken, IMailConnection connection, CancellationToken cancellation)
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

    // The code alone: what a server answers may name addresses.
    [LoggerMessage(LogLevel.Warning, "Sending failed ({Failure}) for {Count} notices; the page of notices says what becomes of them.")]
    private partial void LogFailure(string failure, int count);
}
