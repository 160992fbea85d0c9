using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Requests;

/// <summary>
/// Tells who complained that the data is blocked while the complaint is examined: once it is known who asks, since the letter says that
/// data is held; whether the processing stopped or the block was lifted is told by the closing letter. Policy 9.6, Law 25.
/// </summary>
public static class BlockLetters
{
    /// <summary>
    /// Tells everybody whose open complaint is about a record that was just blocked, whoever blocked it and for what reason.
    /// </summary>
    /// <param name="scope">The use case that blocks, the event of the block written.</param>
    /// <param name="subject">The record.</param>
    /// <param name="undo">How long the block can be undone: an undone block is told to nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task TellOfBlockAsync(this OperationScope scope, SubjectRow subject, Duration undo, CancellationToken cancellation)
    {
        if (!scope.HasRequests(subject))
        {
            return;
        }

        var complaints = await scope.Db.Requests
            .Where(row => row.SubjectId == subject.Id && row.Stage != RequestStage.Closed && row.Stage != RequestStage.Refused)
            .Where(row => row.Matters.Any(matter => matter.Kind == RequestKind.Complaint && matter.Decision == MatterDecision.Pending))
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        foreach (var id in complaints)
        {
            var row = (await scope.FindRequestAsync(id, cancellation))!;
            if (await TellAsync(scope, row, (await scope.CourseAsync(row, cancellation)).IsIdentified, undo, cancellation))
            {
                scope.Changed(row);
                scope.Record(row, ProcessingAction.Use, "9.6", new { number = row.NumberOf().ToString(), queued = true });
            }
        }
    }

    /// <summary>Lays the letter into the outbox, where the record stands blocked on this complaint and nobody was written to yet.</summary>
    /// <param name="scope">The use case, after it blocked the record or confirmed who asks.</param>
    /// <param name="row">The request with matters, duties and steps.</param>
    /// <param name="isIdentified">Whether it is known who asks.</param>
    /// <param name="undo">How long the block can be undone.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether there is a letter now that was not there before.</returns>
    public static async Task<bool> TellAsync(
        OperationScope scope, RequestRow row, bool isIdentified, Duration undo, CancellationToken cancellation)
    {
        if (!isIdentified
            || row.Matters.Find(matter => matter.Kind == RequestKind.Complaint) is not { Decision: MatterDecision.Pending }
            || row.SubjectId is not { } number
            || scope.Find(new SubjectId(number)) is not { State: SubjectState.Blocked, BlockedAt: { } blockedAt }
            || blockedAt < row.ReceivedAt
            || await Letters(scope, row).AnyAsync(notice => notice.State != NoticeState.Cancelled, cancellation))
        {
            return false;
        }

        var details = scope.OpenRequest(row.Id).OpenDetails(row);
        if (!ApplicantLetters.MayTell(row, details))
        {
            return false;
        }

        var channel = ApplicantLetters.ChannelFor(details.ReplyTo);
        var told = new ToldMatter(RequestKind.Complaint, MatterDecision.Pending, Ground: null, Reason: null, blockedAt);
        var letter = scope.QueueNotice(ApplicantLetters.Closing(row, details, NoticeTemplates.Blocked, [told], channel));

        // Not before the time in which the block can be undone: an undone block is told to nobody.
        if (letter.NextAttemptAt is { } earliest)
        {
            letter.NextAttemptAt = Instant.Max(earliest, blockedAt + undo);
        }

        return true;
    }

    /// <summary>Takes a letter back that still waits when the complaint was examined: what it says is over.</summary>
    public static async Task TakeBackAsync(OperationScope scope, RequestRow row, CancellationToken cancellation)
    {
        foreach (var waiting in await Letters(scope, row).Where(notice => notice.State == NoticeState.Queued).ToListAsync(cancellation))
        {
            scope.TakeBack(waiting);
        }
    }

    private static IQueryable<NoticeRow> Letters(OperationScope scope, RequestRow row) =>
        scope.Db.Notices.Where(notice => notice.RequestId == row.Id && notice.RecipientId == null && notice.Template == NoticeTemplates.Blocked);
}
