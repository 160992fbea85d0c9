using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Registers;

public sealed class ReadRegistersTests
{
    private static readonly Actor Nobody = new("nobody", "Nobody", Role.None);

    [Fact]
    public async Task Every_role_reads_the_registers_and_who_has_none_is_refused_and_recorded()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        var read = Read(stores);

        foreach (var actor in Actors.All)
        {
            Assert.Equal(6, (await read.RunAsync(actor, CancellationToken.None)).Value.Purposes.Count);
        }

        Assert.IsType<NotAllowed>((await read.RunAsync(Nobody, CancellationToken.None)).Refusal);
        Assert.Equal(2, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task A_policy_version_comes_with_its_neighbours()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        var read = new ReadPolicyVersion(Read(stores), stores.Services.GetRequiredService<RegisterReader>());

        var middle = (await read.RunAsync(Actors.Auditor, "2024-06", CancellationToken.None)).Value;
        var first = (await read.RunAsync(Actors.Auditor, "2023-01", CancellationToken.None)).Value;

        Assert.Equal(("2023-01", "2025-03"), (middle.Before?.Code, middle.After?.Code));
        Assert.NotNull(middle.TextBefore);
        Assert.Null(first.Before);
        Assert.Equal(new NotFound("PolicyVersion"), (await read.RunAsync(Actors.Auditor, "1999-01", CancellationToken.None)).Refusal);
        Assert.IsType<NotAllowed>((await read.RunAsync(Nobody, "2024-06", CancellationToken.None)).Refusal);
    }

    private static ReadRegisters Read(TestStores stores) =>
        new(stores.Operation, stores.Services.GetRequiredService<RegisterReader>());
}
