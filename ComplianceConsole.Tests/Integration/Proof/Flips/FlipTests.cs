namespace ComplianceConsole.Tests.Integration.Proof.Flips;

/// <summary>Whatever byte is damaged, <c>verify</c> finds it and names it. Ten thousand: <c>-- flips</c>.</summary>
public sealed class FlipTests(ITestOutputHelper output)
{
    private const int Count = 200;

    [Fact]
    public async Task Two_hundred_flipped_bits_are_each_named_by_verify()
    {
        var seed = Dice.FreshSeed();
        output.WriteLine($"seed {seed}");

        output.WriteLine(await FlipRun.RunAsync(Count, seed, output.WriteLine));
    }
}
