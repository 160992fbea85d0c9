using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Administration;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Administration;

public sealed class ReadConsoleStatusTests
{
    [Fact]
    public async Task The_administrator_reads_how_the_console_is_doing()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        var status = (await Status(stores).RunAsync(Actors.Administrator, CancellationToken.None)).Value;

        Assert.Equal((1, 1), (status.Subjects, status.Entries));
        Assert.NotNull(status.Root);
        Assert.True(status.IsRootKeyBeside);
        Assert.True(status.Records.Bytes > 0);
        Assert.Equal(2, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task What_is_written_ahead_of_a_store_counts_into_its_size()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var ahead = new FileInfo(stores.Files.Records + "-wal").Length;
        Assert.True(ahead > 0);

        var status = (await Status(stores).RunAsync(Actors.Administrator, CancellationToken.None)).Value;

        // Asking writes an entry of its own ahead, but only after the sizes were taken.
        Assert.Equal(new FileInfo(stores.Files.Records).Length + ahead, status.Records.Bytes);
    }

    [Fact]
    public async Task Nothing_that_opens_a_door_is_handed_out()
    {
        await using var stores = await TestStores.OpenAsync();
        var settings = new AuthenticationSettings { Authority = "https://login.example.kz", ClientId = "console", ClientSecret = "not-for-anybody" };

        var status = (await Status(stores, settings).RunAsync(Actors.Administrator, CancellationToken.None)).Value;

        Assert.Equal("https://login.example.kz", status.SignIn.Authority);
        Assert.DoesNotContain("not-for-anybody", System.Text.Json.JsonSerializer.Serialize(status), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_other_role_is_refused()
    {
        await using var stores = await TestStores.OpenAsync();
        var index = new IndexState(stores.Services.GetRequiredService<SearchIndex>(), stores.Services.GetRequiredService<SearchMaintenance>());

        foreach (var actor in Actors.Without(Right.ChangeSettings))
        {
            Assert.IsType<NotAllowed>((await Status(stores).RunAsync(actor, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>(index.Read(actor).Refusal);
        }

        Assert.Equal(4, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    private static ReadConsoleStatus Status(TestStores stores, AuthenticationSettings? authentication = null) =>
        new(
            stores.Operation,
            stores.Files,
            new ConsoleSettings
            {
                Data = new DataSettings { Directory = stores.Directory, RootKeyFile = stores.Files.RootKey },
                Authentication = authentication ?? new AuthenticationSettings(),
            });
}
