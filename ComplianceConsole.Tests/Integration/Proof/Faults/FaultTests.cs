namespace ComplianceConsole.Tests.Integration.Proof.Faults;

/// <summary>
/// Whatever call of a destruction fails, it is finished after the next start and <c>verify</c> holds. Every fault at every point: <c>-- faults</c>.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int Count = 40;

    [Fact]
    public async Task A_fault_at_each_sort_of_call_leaves_nothing_half_destroyed()
    {
        var seed = Dice.FreshSeed();
        output.WriteLine($"seed {seed}");

        output.WriteLine(await FaultRun.RunAsync(Count, seed, output.WriteLine));
    }
}
