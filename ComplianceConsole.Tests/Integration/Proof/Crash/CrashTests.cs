namespace ComplianceConsole.Tests.Integration.Proof.Crash;

/// <summary>Killed at work on a large keyring nobody's key is lost and nobody's comes back. A million keys: <c>-- crash</c>.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Keys = 20_000;
    private const int Rounds = 6;

    [Fact]
    public async Task Killed_at_work_on_a_large_keyring_nobody_loses_a_key_and_nobody_comes_back()
    {
        var seed = Dice.FreshSeed();
        output.WriteLine($"seed {seed}");

        output.WriteLine(await CrashRun.RunAsync(Keys, Rounds, seed, output.WriteLine));
    }
}
