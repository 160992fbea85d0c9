using System.Diagnostics;
using System.Globalization;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Integration.Proof.Kills;

/// <summary>
/// Rounds of: a process changes the stores, is killed at a random moment, and the stores are opened again, swept and looked at. What it had
/// acknowledged is there, what it had not is there whole or not at all, and <c>verify</c> holds. The kinds of changes take turns in being under
/// way when the kill comes, and each of them was so at least once in the end.
/// </summary>
internal static class KillRounds
{
    private const int MostLines = 20;

    // A change may be over just before the kill. Those that were never met have further rounds of their own.
    private const int MoreRounds = 100;

    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(5);

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
        var lengths = KillWorker.Kinds.ToDictionary(kind => kind, _ => s_first, StringComparer.Ordinal);
        await ProofStores.MakeAsync(folder);
        var child = Start(folder, dice);
        try
        {
            for (var round = 1; round <= rounds || (Unmet(cut).Count > 0 && round <= rounds + MoreRounds); round++)
            {
                var kinds = round <= rounds ? KillWorker.Kinds : Unmet(cut);
                var said = await KillAsync(child, kinds[round % kinds.Count], lengths, dice);
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

            Assert.Empty(Unmet(cut));
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

    private static IReadOnlyList<string> Unmet(SortedDictionary<string, int> cut) => [.. KillWorker.Kinds.Where(kind => !cut.ContainsKey(kind))];

    // After some lines, when the next change of the kind has begun, somewhere within the time that such a change takes here.
    private static async Task<List<string>> KillAsync(Child child, string kind, Dictionary<string, TimeSpan> lengths, Dice dice)
    {
        var lines = dice.Next(MostLines);
        var said = new List<string>();
        child.Say(kind);
        var begun = Stopwatch.GetTimestamp();
        while (said.Count <= lines || !IsBegun(said[^1], kind))
        {
            said.Add(await child.HearAsync() ?? throw new InvalidOperationException("The process ended by itself; what it said last: " + said.LastOrDefault()));
            if (said.Count > 1 && IsBegun(said[^2], kind))
            {
                lengths[kind] = Stopwatch.GetElapsedTime(begun);
            }

            begun = Stopwatch.GetTimestamp();
        }

        var pause = lengths[kind] * dice.NextShare();
        while (Stopwatch.GetElapsedTime(begun) < pause)
        {
            Thread.Yield();
        }

        said.AddRange(await child.KillAsync());
        return said;
    }

    private static bool IsBegun(string line, string kind) => line.StartsWith($"try {kind}", StringComparison.Ordinal);

    private static string Line(int rounds, KillModel model, SortedDictionary<string, int> cut) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"kills: {rounds} rounds, {model.Acknowledged} changes acknowledged, none lost; killed in {string.Join(", ", cut.Select(one => $"{one.Key} {one.Value}"))}");
}
