using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Notices;

/// <summary>How e-mail is set up, without a secret.</summary>
/// <param name="Server">Name and port; null where none is set.</param>
/// <param name="Encryption">One of <see cref="MailEncryption"/>.</param>
/// <param name="HasAccount">Whether it signs in.</param>
/// <param name="From">The sender's address; empty for the organisation's.</param>
/// <param name="Counts">How many notices wait, failed.</param>
public sealed record MailStatus(string? Server, string Encryption, bool HasAccount, string From, NoticeCounts Counts);

/// <summary>How many notices a person has to know of.</summary>
/// <param name="Waiting">E-mails in the queue.</param>
/// <param name="Failed">Given up.</param>
/// <param name="ByHand">To be posted or handed over.</param>
/// <param name="HasServer">Whether a mail server is set; without one no e-mail goes out.</param>
public sealed record NoticeCounts(int Waiting, int Failed, int ByHand, bool HasServer)
{
    /// <summary>E-mails that cannot go out until a server is set.</summary>
    public int Stuck => HasServer ? 0 : Waiting;
}

/// <summary>Reads how e-mail stands: for the administrator, and as numbers for the desk.</summary>
public sealed class ReadMailStatus(Operation operation, MailSettings settings)
{
    /// <summary>The set-up, for the administrator.</summary>
    public Task<Result<MailStatus>> HandleAsync(Actor actor, CancellationToken cancellation) =>
        operation.ReadAsync<MailStatus>(
            actor,
            Right.ChangeSettings,
            "mail.status",
            async (scope, ct) => new MailStatus(
                settings.IsConfigured() ? FormattableString.Invariant($"{settings.Host}:{settings.Port}") : null,
                settings.Encryption,
                settings.UserName.Length > 0,
                settings.From,
                await CountAsync(scope, ct)),
            cancellation);

    /// <summary>The numbers, for the desk.</summary>
    public Task<Result<NoticeCounts>> CountAsync(Actor actor, CancellationToken cancellation) =>
        operation.ReadAsync<NoticeCounts>(
            actor, Right.ReadNotices, "notice.count", async (scope, ct) => await CountAsync(scope, ct), cancellation);

    private async Task<NoticeCounts> CountAsync(OperationScope scope, CancellationToken cancellation)
    {
        scope.Record(ProcessingAction.Administration, clause: null);
        var all = scope.Db.Notices.AsNoTracking();
        return new NoticeCounts(
            await ListNotices.Under(all, NoticeTab.Waiting).CountAsync(cancellation),
            await ListNotices.Under(all, NoticeTab.Failed).CountAsync(cancellation),
            await ListNotices.Under(all, NoticeTab.ByHand).CountAsync(cancellation),
            settings.IsConfigured());
    }
}
