namespace ComplianceConsole.Tests.Integration.Proof.Flips;

/// <summary>Whatever byte is damaged, <c>verify</c> finds it and names it. Ten thousand: <c>-- flips</c>.</summary>
public sealed class FlipTests(ITestOutputHelper output)
{
    private const int Count = 200;

    // Hashes that are derived from the records and part of their row's key; which keyring a copy is of; and who is signed in.
    private static readonly string[] s_outside = ["Identifiers.Hash", "KeyringStates.Identity", "Sessions.Ticket"];

    [Fact]
    public async Task Two_hundred_flipped_bits_are_each_named_by_verify()
    {
        var seed = Dice.FreshSeed();
        output.WriteLine($"seed {seed}");

        output.WriteLine(await FlipRun.RunAsync(Count, seed, output.WriteLine));
    }

    /// <summary>A table that is added with ciphertext or keys, and is not among those that are flipped, is found here.</summary>
    [Fact]
    public async Task No_column_of_ciphertext_keys_tombstones_or_entries_is_left_out() =>
        Assert.Equal(s_outside, await FlipRun.UncoveredAsync());
}
