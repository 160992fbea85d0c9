using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Registers;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Registers;

public sealed class SeedRegistersTests
{
    [Fact]
    public async Task The_demonstration_fills_empty_registers_once()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.WithRegistersAsync();

        var again = await new SeedRegisters(stores.Operation).RunAsync(CancellationToken.None);

        Assert.IsType<AlreadySetUp>(again.Refusal);
        var registers = await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None);
        Assert.True(registers.Organisation?.IsDemo);
        Assert.NotNull(registers.Appointment);
        Assert.Equal(6, registers.Purposes.Count);
        Assert.Equal(16, registers.Fields.Count);
        Assert.True(registers.HasPolicyVersion("2024-06"));
        var verified = await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None);
        Assert.True(verified.Holds);
        Assert.Equal(1, verified.Ledger.Count);
    }
}
