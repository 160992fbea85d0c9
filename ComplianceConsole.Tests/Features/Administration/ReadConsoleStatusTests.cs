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

    private static ReadConsoleStatus Status(TestStores stores) =>
        new(
            stores.Operation,
            stores.Files,
            new ConsoleSettings { Data = new DataSettings { Directory = stores.Directory, RootKeyFile = stores.Files.RootKey } });
}
