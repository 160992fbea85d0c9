using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Notices;

/// <summary>A notice the sender has in hand.</summary>
/// <param name="Template">The code of its template.</param>
/// <param name="Language">Two-letter code of its language.</param>
/// <param name="MessageId">Its Message-ID.</param>
/// <param name="Content">What it says; null where it was damaged.</param>
/// <param name="IsGivenUp">Whether it is not to be sent: it was taken too often without an end and is left to a person, or waits for the end of a block.</param>
public sealed record TakenNotice(string Template, string Language, string MessageId, NoticeContent? Content, bool IsGivenUp = false)
{
    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(TakenNotice);
}

/// <summary>What the sender writes into the records, each step a commit with its entry of the ledger. Policy 6.2.</summary>
public sealed class SendingRecords(Operation operation, NoticeDelivery delivery)
{
    /// <summary>Takes a notice that is due: nobody else takes it for a while, and what it says is opened.</summary>
    public Task<Result<TakenNotice>> TakeAsync(long id, CancellationToken cancellation) =>
        operation.ChangeAsync<TakenNotice>(
            NoticeSender.Job,
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
                    return new TakenNotice(row.Template, row.Language, row.MessageId, Content: null, IsGivenUp: true);
                }

                // A new value handed to a third party is dissemination: it waits for the end of the block. Policy 2.1(7).
                if (row is { Template: NoticeTemplates.RecipientCorrected, SubjectId: { } number }
                    && scope.Find(new SubjectId(number)) is { } subject
                    && BlockRules.IsBlocked(subject.State))
                {
                    row.NextAttemptAt = null;
                    scope.Changed(row);
                    scope.RecordRefused(scope.BlockOf(subject), ProcessingAction.Transfer, RecordBlocked.Clause, [new SubjectId(number)]);
                    return new TakenNotice(row.Template, row.Language, row.MessageId, Content: null, IsGivenUp: true);
                }

                row.Attempts++;
                row.Failure = null;
                row.NextAttemptAt = scope.Now + NoticeRetry.Lease;
                scope.Changed(row);
                scope.Record(row, ProcessingAction.Extraction);
                return new TakenNotice(row.Template, row.Language, row.MessageId, Open(scope, row));
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

    /// <summary>Records that it went out. Not ended by a stop of the console: what is left undone here sends it a second time.</summary>
    public Task<Result<Done>> RecordSentAsync(long id) =>
        operation.ChangeAsync<Done>(
            NoticeSender.Job,
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

    /// <summary>Records that it did not go out, and when it is tried again.</summary>
    public Task<Result<Done>> RecordFailureAsync(long id, string failure) =>
        operation.ChangeAsync<Done>(
            NoticeSender.Job,
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

    /// <summary>Records that nothing could be sent to anybody; nothing was opened.</summary>
    public Task<Result<Done>> PostponeAsync(List<long> due, string failure, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            NoticeSender.Job,
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
}
