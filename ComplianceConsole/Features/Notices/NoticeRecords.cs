using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Notices;

/// <summary>How the use cases of this feature find notices and open what they say.</summary>
internal static class NoticeRecords
{
    /// <summary>A notice by its number.</summary>
    public static async Task<Result<NoticeRow>> FindNoticeAsync(this OperationScope scope, long id, CancellationToken cancellation) =>
        await scope.Db.Notices.SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } row ? row : new NotFound("Notice");

    /// <summary>The same, for an act: refused where the notice went on since it was shown.</summary>
    public static async Task<Result<NoticeRow>> FindNoticeAsync(this OperationScope scope, long id, int version, CancellationToken cancellation)
    {
        if (!(await scope.FindNoticeAsync(id, cancellation)).TryGet(out var row, out var refusal))
        {
            return refusal;
        }

        return row.Version == version ? row : new ChangedMeanwhile("Notice");
    }

    /// <summary>Whether it waits for a person: to be posted by hand, as an e-mail is too where no mail server is set, or after it failed.</summary>
    public static bool WaitsForPerson(this NoticeRow row, bool hasMailServer) =>
        row.State == NoticeState.Failed || (row.State == NoticeState.Queued && (row.Channel != Channel.Email || !hasMailServer));

    /// <summary>
    /// Whether somebody may take it back: the responsible person, whose decisions letters tell of, or whoever wrote it. Policy 7.1.
    /// </summary>
    public static bool MayTakeBack(this Actor actor, NoticeRow row) =>
        actor.May(Right.HandleRequest)
        || (actor.May(Right.HandleNotices) && string.Equals(row.QueuedById, actor.Id, StringComparison.Ordinal));

    /// <summary>Whether it waits still, so that it can be taken back: a sender that has it in hand may have sent it already.</summary>
    public static bool CanBeTakenBack(this NoticeRow row, Instant now) =>
        row.State is NoticeState.Queued or NoticeState.Failed && !row.IsBeingSent(now);

    /// <summary>What it says, or why that is not shown. The caller records the use.</summary>
    public static (ContentStanding Standing, NoticeContent? Content) OpenContent(this OperationScope scope, NoticeRow row)
    {
        if (row.Content is not { } content)
        {
            return (ContentStanding.Gone, null);
        }

        if (scope.BlockOf(row) is not null)
        {
            return (ContentStanding.Closed, null);
        }

        try
        {
            return (ContentStanding.Shown, scope.OpenNotice(row.Id).Open(content));
        }
        catch (CryptographicException)
        {
            // Said on the page: whoever reads it takes the notice back and writes it anew.
            return (ContentStanding.Unreadable, null);
        }
    }

    /// <summary>Lists rows without what they say, with the numbers of requests and the names of third parties.</summary>
    public static async Task<List<NoticeLine>> LinesAsync(this OperationScope scope, IQueryable<NoticeRow> rows, CancellationToken cancellation)
    {
        var found = await rows
            .Select(row => new
            {
                Row = new NoticeRow
                {
                    Id = row.Id,
                    Template = row.Template,
                    State = row.State,
                    Channel = row.Channel,
                    Language = row.Language,
                    RequestId = row.RequestId,
                    SubjectId = row.SubjectId,
                    QueuedAt = row.QueuedAt,
                    QueuedBy = row.QueuedBy,
                    MessageId = row.MessageId,
                    Attempts = row.Attempts,
                    NextAttemptAt = row.NextAttemptAt,
                    Failure = row.Failure,
                    SentAt = row.SentAt,
                    SentBy = row.SentBy,
                    AcknowledgeBefore = row.AcknowledgeBefore,
                    AcknowledgedAt = row.AcknowledgedAt,
                    Version = row.Version,
                },
                Request = scope.Db.Requests.Where(request => request.Id == row.RequestId).Select(request => new { request.Year, request.Serial }).FirstOrDefault(),
                Recipient = scope.Db.Recipients.Where(recipient => recipient.Id == row.RecipientId).Select(recipient => recipient.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return found.ConvertAll(one =>
            LineOf(one.Row, one.Request is { } request ? new RequestNumber(request.Year, request.Serial) : null, one.Recipient, scope.Now));
    }

    private static NoticeLine LineOf(NoticeRow row, RequestNumber? request, string? recipient, Instant now) =>
        new()
        {
            Id = row.Id,
            Version = row.Version,
            Template = row.Template,
            State = row.State,
            Channel = row.Channel,
            Language = row.Language,
            Request = request,
            Subject = row.SubjectId is { } subject ? new SubjectId(subject) : null,
            Recipient = recipient,
            QueuedAt = row.QueuedAt,
            QueuedBy = row.QueuedBy,
            Attempts = row.Attempts,
            NextAttemptAt = row.NextAttemptAt,
            Failure = row.Failure,
            SentAt = row.SentAt,
            SentBy = row.SentBy,
            AcknowledgeBefore = row.AcknowledgeBefore,
            AcknowledgedAt = row.AcknowledgedAt,
            IsBeingSent = row.IsBeingSent(now),
            IsOverdue = row.State == NoticeState.Sent && row.AcknowledgeBefore <= now,
        };

    /// <summary>Why what a notice says about a blocked record stays closed to the actor; null where it does not. Policy 2.1(7).</summary>
    public static RecordBlocked? BlockOf(this OperationScope scope, NoticeRow row) =>
        row.SubjectId is { } number
        && scope.Find(new SubjectId(number)) is { } subject
        && Door.Decide(scope.Actor, new SubjectId(number), subject.State, subject.BlockedAt, Reading).Refusal is RecordBlocked
            ? scope.BlockOf(subject)
            : null;

    private static readonly Use Reading = new(ProcessingAction.Use, Uses.Law, "8.3", Right.ReadNotices, IsLegalHandling: true);
}
