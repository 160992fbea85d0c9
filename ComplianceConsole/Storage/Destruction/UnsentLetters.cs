using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>
/// Letters about a person that have not gone out when the data is destroyed. They have keys of their own and would outlive it, to be opened or sent
/// afterwards: so they are taken back, all but those that tell of the destruction itself. Policy 2.1(10), 9.4.
/// </summary>
public static class UnsentLetters
{
    private static readonly string[] s_ofDestruction = [.. NoticeTemplates.OfDestruction];

    /// <summary>
    /// Those that wait: queued, failed, or held back by a block; about the subject, or in answer to requests about it. One that tells of the
    /// destruction is none of them.
    /// </summary>
    /// <param name="db">The records.</param>
    /// <param name="subject">Whom they are about.</param>
    public static IQueryable<NoticeRow> UnsentLettersAbout(this RecordsContext db, SubjectId subject)
    {
        var number = subject.Number;
        var requests = db.Requests.Where(request => request.SubjectId == number).Select(request => (long?)request.Id);
        return db.Notices
            .Where(notice => notice.SubjectId == number || requests.Contains(notice.RequestId))
            .Where(notice => notice.State == NoticeState.Queued || notice.State == NoticeState.Failed)
            .Where(notice => !s_ofDestruction.Contains(notice.Template))
            .OrderBy(notice => notice.Id);
    }

    /// <summary>
    /// Takes them back with the decision to destroy, each with its entry; to be called before anything is written that tells of it. One that is
    /// being sent in this moment may be out: that is known, and settled, when the data is gone.
    /// </summary>
    /// <param name="scope">The use case that decides.</param>
    /// <param name="subject">Whose data.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public static async Task TakeBackUnsentAsync(this OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        foreach (var row in await scope.Db.UnsentLettersAbout(subject).ToListAsync(cancellation))
        {
            if (!row.IsBeingSent(scope.Now))
            {
                TakeBack(scope, row);
            }
        }
    }

    /// <summary>
    /// Takes back what is left of them before anything says "destroyed": what was being sent and did not go out, and what a backup of before the
    /// decision brought back. What was written since in answer to the request itself is written knowing of the destruction, and goes.
    /// </summary>
    /// <param name="scope">The job that finishes the destruction.</param>
    /// <param name="destruction">The destruction.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    /// <returns>How many.</returns>
    internal static async Task<int> TakeBackLeftAsync(this OperationScope scope, DestructionRow destruction, CancellationToken cancellation)
    {
        var left = await scope.Db.Left(destruction).ToListAsync(cancellation);
        left.ForEach(row => TakeBack(scope, row));
        return left.Count;
    }

    /// <summary>Whether any is left.</summary>
    internal static Task<bool> HasLettersLeftAsync(this RecordsContext db, DestructionRow destruction, CancellationToken cancellation) =>
        db.Left(destruction).AnyAsync(cancellation);

    private static IQueryable<NoticeRow> Left(this RecordsContext db, DestructionRow destruction) =>
        db.UnsentLettersAbout(new SubjectId(destruction.SubjectId))
            .Where(notice => destruction.RequestId == null || notice.RequestId != destruction.RequestId || notice.QueuedAt <= destruction.DecidedAt);

    private static void TakeBack(OperationScope scope, NoticeRow row)
    {
        scope.TakeBack(row);
        scope.Record(row, ProcessingAction.Deletion);
    }
}
