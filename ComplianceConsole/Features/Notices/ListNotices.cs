using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Notices;

/// <summary>Which notices a list shows.</summary>
public enum NoticeTab
{
    /// <summary>E-mails that will go out by themselves.</summary>
    Waiting,

    /// <summary>Given up: a person has to decide.</summary>
    Failed,

    /// <summary>Letters to print and post, notices to hand over.</summary>
    ByHand,

    /// <summary>Sent and acknowledged.</summary>
    Sent,

    /// <summary>Taken back before they went out.</summary>
    TakenBack,
}

/// <summary>A part of the outbox.</summary>
/// <param name="Lines">What waits: the oldest first; what is over: the newest first.</param>
/// <param name="Counts">How many there are under each filter.</param>
/// <param name="HasServer">Whether a mail server is set.</param>
public sealed record NoticeList(IReadOnlyList<NoticeLine> Lines, IReadOnlyDictionary<NoticeTab, int> Counts, bool HasServer);

/// <summary>The outbox: what waits, what failed, what is to be posted by hand, what was sent; nothing of what it says. Policy 8.3, 9.4.</summary>
public sealed class ListNotices(Operation operation, ComplianceConsole.Notices.Mail.IMailServer server)
{
    /// <summary>How many lines are shown unless more are asked for.</summary>
    public const int PageLength = 50;

    /// <summary>Lists.</summary>
    public Task<Result<NoticeList>> HandleAsync(Actor actor, NoticeTab tab, int most, CancellationToken cancellation) =>
        operation.ReadAsync<NoticeList>(
            actor,
            Right.ReadNotices,
            "notice.list",
            async (scope, ct) =>
            {
                scope.Record(ProcessingAction.Administration, "8.3", details: new { tab = tab.ToString() });
                var all = scope.Db.Notices.AsNoTracking();
                var counts = new Dictionary<NoticeTab, int>();
                foreach (var one in Enum.GetValues<NoticeTab>())
                {
                    counts.Add(one, await Under(all, one).CountAsync(ct));
                }

                var lines = await scope.LinesAsync(Ordered(Under(all, tab), tab).Take(Math.Clamp(most, 1, 1_000)), ct);
                return new NoticeList(lines, counts, server.IsConfigured);
            },
            cancellation);

    internal static IQueryable<NoticeRow> Under(IQueryable<NoticeRow> rows, NoticeTab tab) =>
        tab switch
        {
            NoticeTab.Waiting => rows.Where(row => row.State == NoticeState.Queued && row.Channel == Channel.Email),
            NoticeTab.Failed => rows.Where(row => row.State == NoticeState.Failed),
            NoticeTab.ByHand => rows.Where(row => row.State == NoticeState.Queued && row.Channel != Channel.Email),
            NoticeTab.Sent => rows.Where(row => row.State == NoticeState.Sent || row.State == NoticeState.Acknowledged),
            NoticeTab.TakenBack => rows.Where(row => row.State == NoticeState.Cancelled),
        };

    private static IQueryable<NoticeRow> Ordered(IQueryable<NoticeRow> rows, NoticeTab tab) =>
        tab is NoticeTab.Sent or NoticeTab.TakenBack ? rows.OrderByDescending(row => row.Id) : rows.OrderBy(row => row.Id);
}
