using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Notices;

/// <summary>An outbox with the use cases of this feature.</summary>
internal sealed class NoticeDesk : IAsyncDisposable
{
    private NoticeDesk(Outbox outbox) => Outbox = outbox;

    public Outbox Outbox { get; }

    public static async Task<NoticeDesk> OpenAsync(MailSettings? settings = null) =>
        new(await Outbox.OpenAsync(settings ?? new MailSettings(), services =>
        {
            services.AddLocalization();
            services.AddNotices();
        }));

    public T Get<T>()
        where T : notnull => Outbox.Stores.Services.GetRequiredService<T>();

    /// <summary>A notice in the outbox, with changes a sender would have made.</summary>
    public async Task<NoticeRow> QueueAsync(NoticeDraft draft, string? thenSet = null)
    {
        var row = await Outbox.QueueAsync(draft);
        if (thenSet is not null)
        {
            Outbox.Sql($"UPDATE Notices SET {thenSet} WHERE Id = {row.Id}");
        }

        return Outbox.Read(row.Id);
    }

    /// <summary>A notice that was given up.</summary>
    public Task<NoticeRow> FailedAsync(NoticeDraft? draft = null, string failure = NoticeFailures.RecipientRefused) =>
        QueueAsync(draft ?? Outbox.Draft("reader@example.kz"), $"State = 3, Attempts = 1, Failure = '{failure}', NextAttemptAt = NULL");

    public Task<Result<NoticeView>> ReadAsync(Actor actor, long id) => Get<ReadNotice>().HandleAsync(actor, id, CancellationToken.None);

    public ValueTask DisposeAsync() => Outbox.DisposeAsync();
}
