using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>The last step of a destruction: rows that nobody can read any more go, duties end, letters that waited for it go out.</summary>
internal static class DestructionDrop
{
    private static readonly DutyKind[] s_ended = [DutyKind.DestroyAfterPurpose, DutyKind.DestroyBlocked];

    /// <summary>
    /// Leaves of the subject its number, its state and what policy it was held under; of its requests and duties what happened and when. Rows of its
    /// history, documents and reports go whole: the database lets nobody change them.
    /// </summary>
    /// <param name="scope">The job that finishes the destruction.</param>
    /// <param name="subject">Whose data.</param>
    /// <param name="end">Destroyed, or depersonalised where figures of its group remain.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public static async Task DropRecordsAsync(this OperationScope scope, SubjectId subject, SubjectState end, CancellationToken cancellation)
    {
        var (db, number) = (scope.Db, subject.Number);
        await scope.NoteAsync<SubjectRow>(
            nameof(SubjectRow.Id),
            number,
            async () =>
            {
                await db.Database.ExecuteSqlAsync(
                    $"UPDATE Subjects SET State = {(int)end}, BlockedAt = NULL, BlockedBy = NULL, Revision = {scope.Revision} WHERE Id = {number}",
                    cancellation);

                // Only now: the database lets nobody touch the profile of a record that is blocked.
                await db.Database.ExecuteSqlAsync($"UPDATE Subjects SET Profile = zeroblob(0) WHERE Id = {number}", cancellation);
            });
        await scope.DropAsync(number, db.ProfileChanges.Where(row => row.SubjectId == number), cancellation);
        await scope.DropAsync(number, db.ConsentEvents.Where(row => row.SubjectId == number), cancellation);
        await scope.DropAsync(number, db.BlockEvents.Where(row => row.SubjectId == number), cancellation);
        await scope.DropAsync(number, db.Transfers.Where(row => row.SubjectId == number), cancellation);
        await scope.DropAsync(number, db.RequestDocuments.Where(row => row.SubjectId == number), cancellation);
        await DropReportsAsync(db, number, cancellation);
        if (scope.Find(subject) is { } row)
        {
            scope.Changed(row);
        }
    }

    /// <summary>
    /// Ends what the destruction itself ends. One on evidence ends with the request that brought it: there the person has to be told too. Policy 9.4.
    /// </summary>
    public static async Task EndDestructionDutiesAsync(this OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        await scope.EndDutiesAsync(subject, s_ended, scope.Now, cancellation);
        var onEvidence = DutyKind.DestroyOnEvidence.Code();
        var alone = await scope.Db.Duties
            .Where(duty => duty.SubjectId == subject.Number && duty.EndedAt == null && duty.RequestId == null && duty.Kind == onEvidence)
            .ToListAsync(cancellation);
        alone.ForEach(duty => scope.EndDuty(duty, scope.Now));
    }

    /// <summary>Lets the letters go out that say "destroyed" and were written while their reader could still be named.</summary>
    public static async Task SendHeldNoticesAsync(this OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        var held = await scope.Db.Notices
            .Where(row => row.SubjectId == subject.Number && row.State == NoticeState.Queued && row.Channel == Channel.Email && row.NextAttemptAt == null)
            .ToListAsync(cancellation);
        foreach (var row in held.Where(row => NoticeTemplates.OfDestruction.Contains(row.Template, StringComparer.Ordinal)))
        {
            row.NextAttemptAt = scope.Now;
            scope.Changed(row);
        }
    }

    /// <summary>Keeps a letter that says "destroyed" back until it is true. What goes by post is posted by hand, after looking.</summary>
    public static void HoldUntilDestroyed(this NoticeRow row) => row.NextAttemptAt = null;

    private static Task DropAsync<TRow>(this OperationScope scope, long subject, IQueryable<TRow> rows, CancellationToken cancellation) =>
        scope.NoteAsync<TRow>(nameof(ISubjectEventRow.SubjectId), subject, () => rows.ExecuteDeleteAsync(cancellation));

    // A report that nothing was held stands under its request's key and goes with that.
    private static async Task DropReportsAsync(RecordsContext db, long subject, CancellationToken cancellation)
    {
        var reports = await db.Reports
            .Where(report => db.Requests.Any(request => request.Id == report.RequestId && request.SubjectId == subject))
            .ToListAsync(cancellation);
        db.Reports.RemoveRange(reports.Where(report => !OpenRequest.Holds(report)));
    }
}
