using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage;

public sealed class MigrationTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("console-migration-").FullName;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("keys.db")]
    [InlineData("console.db")]
    public async Task A_process_that_was_killed_while_it_migrated_does_not_keep_the_next_one_out(string store)
    {
        TestStores.Sql(
            Path.Combine(_folder, store),
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-20 06:00:00+00:00');
            """);

        await using var stores = await TestStores.OpenAsync(_folder).WaitAsync(s_limit);

        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Subjects"));
    }

    [Fact]
    public async Task Who_migrates_waits_for_whoever_migrates_already()
    {
        var files = new StoreFiles(_folder, Path.Combine(_folder, "root.key")) { Patience = 1 };
        var services = new ServiceCollection().AddLogging().AddConsoleStorage(_ => files);
        await using var provider = services.BuildServiceProvider();

        await using (SqliteStore.Exclusive(files.MigrationLock, patience: 1))
        {
            await Assert.ThrowsAsync<StoreException>(() => provider.OpenStores());
        }

        await provider.OpenStores();
        Assert.Equal(0, new FileInfo(files.MigrationLock).Length);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
