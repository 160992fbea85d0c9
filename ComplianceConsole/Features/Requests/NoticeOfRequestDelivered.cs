using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Requests;

/// <summary>
/// When the letter of a request has gone out, the applicant is told: the step is taken, and duties that end with the telling end at that
/// instant. Policy 9.3, 9.4.
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

        var told = row.Matters
            .Where(matter =>
                matter.NotifiedAt is null
                && (matter.CarriedOutAt is not null || matter.Decision == MatterDecision.Refused)
                && (matter.CarriedOutAt ?? matter.DecidedAt) <= notice.QueuedAt
                && MatterNotices.TemplatesOf(matter.Kind, matter.Decision, matter.Ground).Contains(notice.Template, StringComparer.Ordinal))
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
}
