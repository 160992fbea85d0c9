using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Requests;

/// <summary>Letters of a request that have not gone out when the applicant is told in another way. Policy 8.3.</summary>
public static class WaitingLetters
{
    /// <summary>Takes back what would tell the applicant a second time of what a person has told; one that is being sent just now goes.</summary>
    /// <param name="scope">The use case; it records what was told.</param>
    /// <param name="request">The request.</param>
    /// <param name="told">The things asked that were told of.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task TakeBackLettersAsync(
        this OperationScope scope, RequestRow request, IEnumerable<RequestMatterRow> told, CancellationToken cancellation)
    {
        var templates = told.SelectMany(matter => MatterNotices.TemplatesOf(matter.Kind, matter.Decision, matter.Ground)).Distinct(StringComparer.Ordinal).ToArray();
        var waiting = await scope.Db.Notices
            .Where(notice => notice.RequestId == request.Id && notice.RecipientId == null && templates.Contains(notice.Template))
            .Where(notice => notice.State == NoticeState.Queued || notice.State == NoticeState.Failed)
            .ToListAsync(cancellation);
        waiting.FindAll(notice => !notice.IsBeingSent(scope.Now)).ForEach(scope.TakeBack);
    }
}
