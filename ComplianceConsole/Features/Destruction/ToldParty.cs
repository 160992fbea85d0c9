using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>A third party that is told of a destruction. Policy 9.4.</summary>
/// <param name="Notice">The number of the notice.</param>
/// <param name="Name">Its name.</param>
/// <param name="SentAt">When the notice went out; null while it waits.</param>
/// <param name="AcknowledgedAt">When the third party acknowledged it; null while it has not.</param>
public sealed record ToldParty(long Notice, string Name, Instant? SentAt, Instant? AcknowledgedAt)
{
    private static readonly string[] s_templates = [NoticeTemplates.RecipientDestroyed, NoticeTemplates.RecipientDepersonalised];

    /// <summary>Reads them, in the order of their names.</summary>
    internal static async Task<IReadOnlyList<ToldParty>> ReadAsync(OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        var told = await scope.Db.Notices.AsNoTracking()
            .Where(notice => notice.SubjectId == subject.Number && s_templates.Contains(notice.Template))
            .Where(notice => notice.State != NoticeState.Cancelled)
            .Join(scope.Db.Recipients, notice => notice.RecipientId, recipient => recipient.Id, (notice, recipient) => new { notice, recipient.Name })
            .ToListAsync(cancellation);
        return
        [
            .. told
                .Select(one => new ToldParty(one.notice.Id, one.Name, one.notice.SentAt, one.notice.AcknowledgedAt))
                .OrderBy(one => one.Name, StringComparer.Ordinal)
                .ThenBy(one => one.Notice),
        ];
    }
}
