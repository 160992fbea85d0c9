using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>
/// When the letter of a request has gone out, the applicant is told: the step is taken, and duties that end with the telling end at that
/// instant. A report that went out with its covering letter is handed over. Policy 9.1, 9.3, 9.4.
/// </summary>
public sealed class NoticeOfRequestDelivered : INoticeDelivered
{
    public async Task DeliveredAsync(OperationScope scope, NoticeRow notice, CancellationToken cancellation)
    {
        if (notice is not { RequestId: { } id, RecipientId: null, SentAt: { } sentAt }
            || await scope.FindRequestAsync(id, cancellation) is not { } row
            || !RequestFlow.IsOpen(row.Stage))
        {
            return;
        }

        if (row.Matters.Find(matter => TellsOf(notice, matter) && IsUndisclosed(matter)) is not null)
        {
            var report = await scope.Db.Reports.SingleAsync(one => one.RequestId == id && one.ApprovedAt != null, cancellation);
            await scope.HandOverAsync(row, report, sentAt, notice.SentBy ?? notice.QueuedBy, notice.Channel, cancellation);
            return;
        }

        await TellAsync(scope, row, notice, sentAt, cancellation);
    }

    private static async Task TellAsync(
        OperationScope scope, RequestRow row, NoticeRow notice, Instant sentAt, CancellationToken cancellation)
    {
        var told = row.Matters
            .Where(matter => TellsOf(notice, matter) && (matter.CarriedOutAt is not null || matter.Decision == MatterDecision.Refused))
            .ToList();
        if (told.Count == 0)
        {
            return;
        }

        foreach (var matter in told)
        {
            matter.NotifiedAt = sentAt;
        }

        await scope.TakeAsync(row, RequestStep.Notify, told.Count == 1 ? told[0].Kind : null, note: null, cancellation);
    }

    // What was decided or done after the letter was written, the letter does not tell.
    private static bool TellsOf(NoticeRow notice, RequestMatterRow matter) =>
        matter.NotifiedAt is null
        && (matter.CarriedOutAt ?? matter.DecidedAt) <= notice.QueuedAt
        && MatterNotices.TemplatesOf(matter.Kind, matter.Decision, matter.Ground).Contains(notice.Template, StringComparer.Ordinal);

    private static bool IsUndisclosed(RequestMatterRow matter) =>
        matter is { Kind: RequestKind.Disclosure, Decision: MatterDecision.Granted, CarriedOutAt: null };
}
