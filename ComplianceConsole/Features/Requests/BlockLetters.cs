using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Requests;

/// <summary>
/// Tells who complained that the data is blocked while the complaint is examined: once it is known who asks, since the letter says that
/// data is held; whether the processing stopped or the block was lifted is told by the closing letter. Policy 9.6, Law 25.
/// </summary>
internal static class BlockLetters
{
    /// <summary>Lays the letter into the outbox, where the record stands blocked on this complaint and nobody was written to yet.</summary>
    /// <param name="scope">The use case, after it blocked the record or confirmed who asks.</param>
    /// <param name="row">The request with matters, duties and steps.</param>
    /// <param name="isIdentified">Whether it is known who asks.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task TellAsync(OperationScope scope, RequestRow row, bool isIdentified, CancellationToken cancellation)
    {
        if (!isIdentified
            || row.Matters.Find(matter => matter.Kind == RequestKind.Complaint) is not { Decision: MatterDecision.Pending }
            || row.SubjectId is not { } number
            || scope.Find(new SubjectId(number)) is not { State: SubjectState.Blocked, BlockedAt: { } blockedAt }
            || blockedAt < row.ReceivedAt
            || await Letters(scope, row).AnyAsync(notice => notice.State != NoticeState.Cancelled, cancellation))
        {
            return;
        }

        var details = scope.OpenRequest(row.Id).OpenDetails(row);
        if (!ApplicantLetters.MayTell(row, details))
        {
            return;
        }

        var channel = ApplicantLetters.ChannelFor(details.ReplyTo);
        var told = new ToldMatter(RequestKind.Complaint, MatterDecision.Pending, Ground: null, Reason: null, blockedAt);
        var letter = scope.QueueNotice(ApplicantLetters.Closing(row, details, NoticeTemplates.Blocked, [told], channel));

        // Not before the time in which the block can be undone: an undone block is told to nobody.
        if (letter.NextAttemptAt is { } earliest)
        {
            letter.NextAttemptAt = NodaTime.Instant.Max(earliest, blockedAt + BlockRules.UndoWindow);
        }
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
