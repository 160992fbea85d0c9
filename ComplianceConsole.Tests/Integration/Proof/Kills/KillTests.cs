namespace ComplianceConsole.Tests.Integration.Proof.Kills;

/// <summary>Killed at any moment the console loses nothing it has acknowledged and leaves no destruction half done. A thousand rounds: <c>-- kills</c>.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Rounds = 50;

    [Fact]
    public async Task Fifty_kills_lose_nothing_that_was_acknowledged_and_leave_no_destruction_half_done()
    {
        var seed = Dice.FreshSeed();
        output.WriteLine($"seed {seed}");

        output.WriteLine(await KillRounds.RunAsync(Rounds, seed, output.WriteLine));
    }
}
