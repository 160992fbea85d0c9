using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Documents;
using ComplianceConsole.Notices;
using ComplianceConsole.Notices.Mail;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ComplianceConsole.Tests.Notices;

/// <summary>Stores with an organisation, an outbox and what sends it.</summary>
public sealed class Outbox : IAsyncDisposable
{
    private Outbox(TestStores stores) => Stores = stores;

    public TestStores Stores { get; }

    public NoticeSender Sender => Stores.Services.GetRequiredService<NoticeSender>();

    /// <summary>Opens an outbox whose sender runs only when it is told to.</summary>
    /// <param name="settings">The mail server.</param>
    /// <param name="more">Further services.</param>
    /// <param name="directory">The folder of another one, to stand beside it as a second process would.</param>
    public static async Task<Outbox> OpenAsync(MailSettings settings, Action<IServiceCollection>? more = null, string? directory = null)
    {
        var stores = await TestStores.OpenAsync(directory, services =>
        {
            services.AddSingleton(settings);
            services.AddConsoleDocuments();
            services.AddConsoleNotices();
            services.RemoveAll<IHostedService>();
            more?.Invoke(services);
        });
        return new(directory is null ? await stores.WithRegistersAsync() : stores);
    }

    /// <summary>The settings of a server that takes mail without sign-in.</summary>
    public static MailSettings Plain(MailServer server) =>
        new() { Host = "127.0.0.1", Port = server.PlainPort, Encryption = MailEncryption.None, TimeoutSeconds = 20 };

    /// <summary>The settings of a server that takes mail after STARTTLS and sign-in alone.</summary>
    public static MailSettings Protected(MailServer server) =>
        new()
        {
            Host = "127.0.0.1",
            Port = server.ProtectedPort,
            UserName = MailServer.UserName,
            Password = MailServer.Password,
            CertificateFingerprint = server.Fingerprint,
            TimeoutSeconds = 20,
        };

    public static NoticeDraft Draft(string email, string language = "en") =>
        new()
        {
            Template = NoticeTemplates.Answer,
            Channel = Channel.Email,
            Language = language,
            To = new NoticeAddress("Жансая Молдабекова", email, "Abay avenue 17, Astana"),
            Values = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [NoticeValues.Number] = "R-2026-000123",
                [NoticeValues.ReceivedOn] = "2026-03-26",
                [NoticeValues.Kinds] = "Information",
                [NoticeValues.Text] = "Unmistakable answer text",
            },
        };

    /// <summary>Lays a notice into the outbox.</summary>
    public async Task<NoticeRow> QueueAsync(NoticeDraft draft)
    {
        var result = await Stores.Operation.ChangeAsync<NoticeRow>(
            Actors.Dpo,
            Right.HandleRequest,
            "test.queue",
            scope =>
            {
                scope.Record(ProcessingAction.Use, "8.2");
                return scope.QueueNotice(draft);
            },
            CancellationToken.None);
        return result.Value;
    }

    public Task<int> SendAsync() => Sender.RunAsync(CancellationToken.None);

    /// <summary>The row as it stands.</summary>
    public NoticeRow Read(long id)
    {
        using var db = Stores.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<ComplianceConsole.Storage.RecordsContext>>().CreateDbContext();
        return db.Notices.Single(row => row.Id == id);
    }

    public void Sql(string sql) => TestStores.Sql(Stores.Files.Records, sql);

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return Stores.DisposeAsync();
    }
}
