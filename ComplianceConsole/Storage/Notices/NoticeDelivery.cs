using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Storage.Notices;

/// <summary>Records that a notice has gone out: its content and key go, and what follows from it is done in the same transaction.</summary>
public sealed class NoticeDelivery(IEnumerable<INoticeDelivered> followers)
{
    /// <summary>Records the delivery. Policy 6.2, 9.4.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="row">The notice, tracked, queued or failed.</param>
    /// <param name="at">When it went out; the scope's moment for an e-mail.</param>
    /// <param name="by">Who posted or handed it over; null where the console sent it.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public async Task RecordAsync(OperationScope scope, NoticeRow row, Instant at, string? by, CancellationToken cancellation)
    {
        row.State = NoticeState.Sent;
        row.SentAt = at;
        row.SentBy = by;
        row.Failure = null;
        scope.Forget(row);
        scope.Changed(row);
        scope.Record(row, ProcessingAction.Transfer);
        foreach (var follower in followers)
        {
            await follower.DeliveredAsync(scope, row, cancellation);
        }
    }
}

/// <summary>Entries of the ledger about notices.</summary>
public static class NoticeEntries
{
    /// <summary>Stages an entry about a notice, with its number where the key of whom it concerns still lives.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="row">The notice.</param>
    /// <param name="action">What is done.</param>
    /// <param name="failure">Why it was not done: a code without personal data.</param>
    public static StagedEntry Record(this OperationScope scope, NoticeRow row, ProcessingAction action, string? failure = null) =>
        scope.Record(
            action,
            NoticeTemplates.ClauseOf(row.Template),
            row.SubjectId is { } subject ? new SubjectId(subject) : null,
            MayExplain(scope, row) ? new { notice = row.Id, template = row.Template, channel = row.Channel.ToString(), failure } : null,
            row.RequestId);

    /// <summary>Stages the entry of a sending that failed.</summary>
    public static void RecordFailed(this OperationScope scope, NoticeRow row, string failure) =>
        scope.Record(row, ProcessingAction.Transfer, failure).Outcome = LedgerOutcome.Refused;

    // The details of an entry are sealed under the key of whom it concerns, which a destruction may have taken. Policy 9.4.
    private static bool MayExplain(OperationScope scope, NoticeRow row) =>
        row.SubjectId is { } subject ? scope.HasKey(KeyHolder.Subject, subject)
        : row.RequestId is not { } request || scope.HasKey(KeyHolder.Request, request);
}
