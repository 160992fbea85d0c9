using ComplianceConsole.Ledger;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace ComplianceConsole.Storage;

/// <summary>Puts the stores into a host.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Adds records, keyring, ledger and operation. The stores are created and migrated by <see cref="OpenStores"/>, which the host
    /// calls before anything else uses them.
    /// </summary>
    public static IServiceCollection AddConsoleStorage(this IServiceCollection services) =>
        services.AddConsoleStorage(provider =>
        {
            var data = provider.GetRequiredService<DataSettings>();
            return new StoreFiles(data.Directory, data.RootKeyFile) { MoreRootKeys = provider.GetRequiredService<KeyringSettings>().RootKeys };
        });

    /// <summary>The same, with the stores in a folder of the caller's.</summary>
    public static IServiceCollection AddConsoleStorage(this IServiceCollection services, Func<IServiceProvider, StoreFiles> files)
    {
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(files);
        services.AddPooledDbContextFactory<SqliteRecordsContext>((provider, options) =>
            options
                .UseSqlite(provider.GetRequiredService<StoreFiles>().RecordsConnection)
                .AddInterceptors(SqliteRulesInterceptor.Instance));
        services.AddSingleton<IDbContextFactory<RecordsContext>, RecordsContextFactory>();
        services.AddSingleton(provider =>
        {
            var stores = provider.GetRequiredService<StoreFiles>();
            return KeyFiles.ReadOrCreate([stores.RootKey, .. stores.MoreRootKeys], keyringExists: KeyringIsPlanted(stores));
        });
        services.AddSingleton(provider =>
        {
            var keys = provider.GetRequiredService<KeyFiles>();
            return new Keyring(provider.GetRequiredService<StoreFiles>().KeyringConnection, keys, provider.GetRequiredService<KeyringCopies>());
        });
        services.AddSingleton<KeyringCopies>();
        services.AddSingleton<IdentifierRenewal>();
        services.AddHostedService<CopyWatch>();
        services.AddSingleton(provider =>
            new RecordsStore(
                provider.GetRequiredService<StoreFiles>().RecordsConnection,
                new LedgerState(new HeadAuthenticator(provider.GetRequiredService<KeyFiles>().Ledger))));
        services.AddSingleton<LedgerQueue>();
        services.AddSingleton<Operation>();
        services.AddSingleton<LedgerClock>();
        services.AddSingleton<HeadMemory>();
        services.AddHostedService(provider => provider.GetRequiredService<HeadMemory>());
        services.TryAddSingleton(new KeyringSettings());
        services.AddSingleton<LedgerShipping>();
        services.AddHostedService(provider => provider.GetRequiredService<LedgerShipping>());
        services.AddSingleton<TakeBackup>();
        services.AddSingleton<RestoreMark>();
        services.AddSingleton<RestoreBackup>();
        services.AddSingleton<GiveUpKept>();
        // Followers run in this order: a page that is told must find the index and the registers as committed.
        services.AddSingleton<IAfterCommit, SearchFollower>();
        services.AddSingleton<RegisterReader>();
        services.AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<RegisterReader>());
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<ChangeFeed>());
        services.AddSingleton(provider =>
            SearchIndex.Open(
                provider.GetRequiredService<StoreFiles>().Search,
                provider.GetRequiredService<KeyFiles>().Index,
                provider.GetRequiredService<IndexKeyFile>().Present));
        services.AddSingleton<IndexKeyFile>();
        services.AddSingleton<SearchMaintenance>();
        services.AddHostedService<SearchCatchUpService>();
        services.AddHostedService<ChangeWatcher>();
        services.AddSingleton<ILiveKeyring>(provider => provider.GetRequiredService<Keyring>());
        services.AddSingleton<KeyDestruction>();
        services.AddSingleton<Destructions>();
        services.AddSingleton<RequestDestructions>();
        services.AddSingleton<NoticeDestructions>();
        services.AddSingleton<Sweep>();
        services.AddHostedService<SweepService>();
        services.AddSingleton<FirstImages>();
        services.AddSingleton<StoreVerifier>();
        services.AddSingleton<NoticeDelivery>();
        return services;
    }

    /// <summary>Adds live copies of the keyring, which confirm destructions beside it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="directories">Absolute paths of the folders that hold one each.</param>
    public static IServiceCollection AddKeyringCopies(this IServiceCollection services, IEnumerable<string> directories)
    {
        foreach (var directory in directories)
        {
            var place = new CopyPlace(directory);
            services.AddKeyedSingleton(place, (provider, _) => ActivatorUtilities.CreateInstance<KeyringCopy>(provider, place));
            services.AddSingleton(provider => provider.GetRequiredKeyedService<KeyringCopy>(place));
            services.AddSingleton<ILiveKeyring>(provider => provider.GetRequiredKeyedService<KeyringCopy>(place));
        }

        return services;
    }

    /// <summary>Creates and migrates missing stores, and plants the keyring's tree.</summary>
    /// <exception cref="StoreException">A store cannot be used; the sentence says why.</exception>
    public static async Task OpenStores(this IServiceProvider services, CancellationToken cancellation = default)
    {
        var files = services.GetRequiredService<StoreFiles>();
        try
        {
            await OpenAsync(services, files, cancellation);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The stores in '{files.Directory}' cannot be opened: {error.Message}", error);
        }
    }

    private static async Task OpenAsync(IServiceProvider services, StoreFiles files, CancellationToken cancellation)
    {
        services.GetRequiredService<RestoreMark>().Refuse();
        StoreAge.RefuseNewer(files);

        // For the owner alone, also in a folder that others may look into.
        OwnerOnly.CreateDirectory(files.Directory);
        OwnerOnly.CreateFile(files.Records);
        OwnerOnly.CreateFile(files.Keyring);
        OwnerOnly.CreateFile(files.Search);
        await using (var keyring = new SqliteKeyringContext(
            new DbContextOptionsBuilder<SqliteKeyringContext>()
                .UseSqlite(files.KeyringConnection)
                .AddInterceptors(SqliteRulesInterceptor.Instance)
                .Options))
        {
            await MigrateAsync(keyring, files, cancellation);
        }

        await using (var records = await services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(cancellation))
        {
            await MigrateAsync(records, files, cancellation);
        }

        var tree = services.GetRequiredService<Keyring>();
        if (services.GetRequiredService<KeyringCopies>().All.FirstOrDefault(copy => !copy.CatchUp() && copy.State.Standing == CopyStanding.Ahead) is { } ahead)
        {
            throw new StoreException(
                $"The keyring in '{files.Directory}' is older than its copy '{ahead.Name}': it was put back from somewhere, and whoever was entered since would be lost. Put the copy in its place.");
        }

        tree.FinishRenewal();
        tree.SealTombstones();
        services.GetRequiredService<IdentifierRenewal>().Upgrade(cancellation);
        await services.GetRequiredService<FirstImages>().RunAsync(cancellation);
    }

    private static async Task MigrateAsync(DbContext context, StoreFiles files, CancellationToken cancellation)
    {
        if (!(await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            return;
        }

        // The lock that EF Core keeps in the database outlives a process that is killed, and would block every later one. This one goes with
        // its process, so that whoever holds it may clear the other away.
        OwnerOnly.CreateFile(files.MigrationLock);
        await using var turn = SqliteStore.Exclusive(files.MigrationLock, files.Patience);
        await context.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS __EFMigrationsLock", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    private static bool KeyringIsPlanted(StoreFiles files)
    {
        if (!File.Exists(files.Keyring))
        {
            return false;
        }

        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'Secrets'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return false;
        }

        command.CommandText = "SELECT EXISTS (SELECT 1 FROM Secrets)";
        return (long)command.ExecuteScalar()! == 1;
    }

    private sealed class RecordsContextFactory(IDbContextFactory<SqliteRecordsContext> contexts) : IDbContextFactory<RecordsContext>
    {
        public RecordsContext CreateDbContext() => contexts.CreateDbContext();

        public async Task<RecordsContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await contexts.CreateDbContextAsync(cancellationToken);
    }
}
