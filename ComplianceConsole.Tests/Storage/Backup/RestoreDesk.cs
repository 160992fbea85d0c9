using System.Globalization;
using ComplianceConsole.Documents;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>What tests of restorations share: stores that end as a console ends, and are restored as the command restores.</summary>
internal static class RestoreDesk
{
    /// <summary>The use cases of requests, destructions and incidents.</summary>
    public static void Requests(IServiceCollection services)
    {
        services.AddConsoleDocuments().AddRequests().AddReports().AddCorrections().AddToday().AddDestruction().AddIncidents();
        services.AddTransient<BlockSubject>().AddTransient<UnblockSubject>().AddTransient<GiveBlockReason>();
        services.TryAddSingleton(new MailSettings());
    }

    /// <summary>The desk of requests over stores with copies.</summary>
    public static async Task<RequestDesk> OpenDeskAsync(this Copies copies, bool isSetUp, params string[] places) =>
        await RequestDesk.OverAsync(await copies.OpenAsync(Requests, places), isSetUp);

    public static async Task TakeAsync(this TestStores stores, string directory) =>
        Assert.True((await stores.Services.GetRequiredService<TakeBackup>().HandleAsync(Actors.Administrator, directory, CancellationToken.None)).IsDone);

    public static async Task DestroyAsync(this TestStores stores, SubjectId subject)
    {
        Assert.True((await stores.DecideAsync(subject)).IsDone);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
    }

    /// <summary>As a console stops: what is remembered and shipped is up to date.</summary>
    /// <returns>The size of the ledger.</returns>
    public static async Task<long> EndAsync(this TestStores stores)
    {
        stores.Services.GetRequiredService<HeadMemory>().Remember();
        Copies.Ship(stores);
        var size = stores.Services.GetRequiredService<RecordsStore>().Ledger.Head?.Size ?? 0;
        await stores.CloseAsync();
        return size;
    }

    /// <summary>As a disk goes: the records are nowhere but in backups.</summary>
    public static async Task LoseRecordsAsync(this TestStores stores)
    {
        await stores.EndAsync();
        File.Delete(stores.Files.Records);
    }

    public static async Task<Result<Restored>> RestoreAsync(
        this Copies copies, string backup, string? copy = null, bool acceptsLoss = false, string? rootKey = null,
        Action<IServiceCollection>? more = null, Actor? actor = null)
    {
        var files = new StoreFiles(copies.Data, Path.Combine(copies.Data, "root.key")) { MoreRootKeys = rootKey is null ? [] : [rootKey] };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddConsoleStorage(_ => files);
        string[] places = copy is null ? [] : [copy];
        services.AddSingleton(new KeyringSettings { Copies = places }).AddKeyringCopies(places);
        services.Replace(ServiceDescriptor.Singleton<IClock>(new AdjustableClock(Instant.FromUtc(2026, 12, 1, 6, 0))));
        more?.Invoke(services);
        await using var provider = services.BuildServiceProvider();
        try
        {
            return await provider.GetRequiredService<RestoreBackup>().HandleAsync(actor ?? Actors.Administrator, backup, acceptsLoss, CancellationToken.None);
        }
        finally
        {
            await provider.DisposeAsync();
            TestStores.ForgetConnections(files);
        }
    }

    /// <summary>The numbers of the acts of subjects.</summary>
    public static List<string> ActsOf(this TestStores stores, IEnumerable<SubjectId> subjects)
    {
        using var db = stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContext();
        var acts = db.Destructions.ToDictionary(row => row.SubjectId, row => string.Create(CultureInfo.InvariantCulture, $"{row.ActYear}-{row.ActSerial}"));
        return [.. subjects.Select(subject => acts[subject.Number])];
    }

    /// <summary>Who decided all destructions.</summary>
    public static async Task<string> DeciderAsync(this TestStores stores)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return Assert.Single(db.Destructions.Select(row => row.ActorId).Distinct());
    }

    /// <summary>Registers a request.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> RegisterAsync(this TestStores stores) =>
        (await stores.Services.GetRequiredService<RegisterRequest>().HandleAsync(
            Actors.Staff,
            new RegisterRequestCommand
            {
                Kind = RequestKind.Disclosure,
                Applicant = ApplicantKind.Subject,
                Channel = Channel.Email,
                ReceivedAt = stores.Clock.Now,
                IdentityCheck = IdentityCheck.KnownAddress,
                Language = "en",
                ApplicantName = "Aruzhan Ermekova",
                ReplyTo = "a.ermekova@example.kz",
                Text = "What do you hold about me?",
            },
            CancellationToken.None)).Value.ToString();
}
