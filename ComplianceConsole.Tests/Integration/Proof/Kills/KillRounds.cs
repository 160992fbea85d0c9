using System.Diagnostics;
using System.Globalization;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Integration.Proof.Kills;

/// <summary>
/// Rounds of: a process changes the stores, is killed at a random moment, and the stores are opened again, swept and looked at. What it had
/// acknowledged is there, what it had not is there whole or not at all, and <c>verify</c> holds.
/// </summary>
internal static class KillRounds
{
    private const int MostLines = 40;

    /// <summary>Runs them.</summary>
    /// <param name="rounds">How many.</param>
    /// <param name="seed">Where the dice begin.</param>
    /// <param name="tell">Told of every hundredth round.</param>
    /// <returns>One line with what was done.</returns>
    public static async Task<string> RunAsync(int rounds, int seed, Action<string> tell)
    {
        var folder = Directory.CreateTempSubdirectory("console-kills-").FullName;
        var dice = new Dice(seed);
        var model = new KillModel();
        var cut = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await ProofStores.MakeAsync(folder);
        var child = Start(folder, dice);
        try
        {
            for (var round = 1; round <= rounds; round++)
            {
                var said = await KillAsync(child, dice);
                child.Dispose();

                // The next one gets ready while this one's stores are looked at.
                child = Start(folder, dice);
                try
                {
                    said.ForEach(model.Hear);
                    cut[model.Tried] = cut.GetValueOrDefault(model.Tried) + 1;
                    await KillCheck.RunAsync(folder, model);
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException(
                        string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, round {round}, killed in '{model.Tried}', stores in {folder}: {failure.Message}"), failure);
                }

                if (round % 100 == 0)
                {
                    tell(Line(round, model, cut));
                }
            }

            Directory.Delete(folder, recursive: true);
            return Line(rounds, model, cut);
        }
        finally
        {
            child.Dispose();
        }
    }

    private static Child Start(string folder, Dice dice) =>
        Child.Start(KillWorker.Name, folder, dice.Next().ToString(CultureInfo.InvariantCulture));

    // After some lines and then some thousandths of a second, so that short steps are hit and long ones are hit in their middle.
    private static async Task<List<string>> KillAsync(Child child, Dice dice)
    {
        var lines = dice.Next(MostLines);
        var pause = TimeSpan.FromMilliseconds(dice.NextShare() * (dice.Next(3) == 0 ? 300 : 15));
        var said = new List<string>();
        child.Say("go");
        while (said.Count < lines)
        {
            said.Add(await child.HearAsync() ?? throw new InvalidOperationException("The process ended by itself; what it said last: " + said.LastOrDefault()));
        }

        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < pause;)
        {
            Thread.Yield();
        }

        said.AddRange(await child.KillAsync());
        return said;
    }

    private static string Line(int rounds, KillModel model, SortedDictionary<string, int> cut) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"kills: {rounds} rounds, {model.Acknowledged} changes acknowledged, none lost; killed in {string.Join(", ", cut.Select(one => $"{one.Key} {one.Value}"))}");
}
