using ComplianceConsole.Features.Registers;

namespace ComplianceConsole.Tests.Shared;

/// <summary>The demonstration's organisation, purposes, fields and policy versions in stores of a test.</summary>
public static class TestRegisters
{
    /// <summary>Fills the registers; one entry of the ledger.</summary>
    public static async Task<TestStores> WithRegistersAsync(this TestStores stores)
    {
        Assert.True((await new SeedRegisters(stores.Operation).RunAsync(CancellationToken.None)).IsDone);
        return stores;
    }
}
