using System.Diagnostics;
using System.Globalization;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Integration.Proof.Crash;

/// <summary>
/// Rounds of: a process works on a keyring of many keys and is killed at a random moment of an act, one kind of act after the other; then everything is
/// looked at. Before that, what each act costs is told.
/// </summary>
internal static class CrashRun
{
    private const int Alone = 10;

    /// <summary>Runs them.</summary>
    /// <param name="keys">How many subjects the keyring has.</param>
    /// <param name="rounds">How many kills.</param>
    /// <param name="seed">Where the dice begin.</param>
    /// <param name="tell">Told the figures, and of each round.</param>
    /// <returns>One line with what was done.</returns>
    public static async Task<string> RunAsync(int keys, int rounds, int seed, Action<string> tell)
    {
        var folder = Directory.CreateTempSubdirectory("console-crash-").FullName;
        var dice = new Dice(seed);
        var model = new CrashModel();
        var cut = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var lengths = await MeasureAsync(folder, keys, model, tell);
        var archive = TreeStores.Archive(CrashStores.KeyringsIn(folder)[0], "archive.db");
        for (var round = 1; round <= rounds; round++)
        {
            var act = CrashWorker.Acts[round % CrashWorker.Acts.Length];
            try
            {
                var began = Stopwatch.GetTimestamp();
                await KillAsync(folder, keys, act, lengths[act], dice, model);
                cut[model.Tried] = cut.GetValueOrDefault(model.Tried) + 1;
                var tried = model.Tried;
                await CrashCheck.RunAsync(folder, keys, archive, model);
                tell(string.Create(CultureInfo.InvariantCulture, $"round {round}: killed in '{tried}' while at '{act}', looked at after {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s"));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, round {round}, killed in '{model.Tried}' while at '{act}', stores in {folder}: {failure.Message}"), failure);
            }
        }

        Directory.Delete(folder, recursive: true);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"crash: {keys} keys, {rounds} kills, {model.Acknowledged} acts acknowledged, none lost, every key of {model.Prints.Count - 1 - model.Destroyed.Count} living opens in three files, none of {model.Destroyed.Count} destroyed; killed in {string.Join(", ", cut.Select(one => $"{one.Key} {one.Value}"))}");
    }

    // Somewhere within the second act of its kind, as long as those take here.
    private static async Task KillAsync(string folder, int keys, string act, TimeSpan length, Dice dice, CrashModel model)
    {
        using var child = Child.Start(CrashWorker.Name, folder, dice.Next().ToString(CultureInfo.InvariantCulture), act, keys.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("open", await child.HearAsync());
        child.Say("go");
        var lines = act is "rotate" or "renew" ? 1 : 1 + (2 * dice.Next(4));
        var said = new List<string>();
        while (said.Count < lines)
        {
            said.Add(await child.HearAsync() ?? throw new InvalidOperationException("The process ended by itself; what it said last: " + said.LastOrDefault()));
        }

        var pause = length * (1.2 * dice.NextShare());
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < pause;)
        {
            Thread.Yield();
        }

        said.AddRange(await child.KillAsync());
        said.ForEach(model.Hear);
    }

    private static async Task<Dictionary<string, TimeSpan>> MeasureAsync(string folder, int keys, CrashModel model, Action<string> tell)
    {
        var lengths = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        var stores = await CrashStores.OpenAsync(folder);
        Tell("made, each with two copies", () => CrashStores.Fill(stores, keys), keys);
        var next = (long)keys;
        model.Hear("try create");
        model.Hear(string.Create(CultureInfo.InvariantCulture, $"done {keys}"));
        using (var bare = new Keyring(stores.Files.KeyringConnection, stores.Services.GetRequiredService<KeyFiles>(), KeyringCopies.None))
        {
            Tell("one destroyed without a copy", () => Destroy(bare, 1), Alone, Alone);
        }

        await stores.CloseAsync();
        Tell("a start with two copies that have missed changes", () => stores = CrashStores.OpenAsync(folder).GetAwaiter().GetResult(), 1);
        lengths["destroy"] = Tell("one destroyed with two copies", () => Destroy(stores.Keyring, 1), Alone, Alone);
        lengths["person"] = 2 * lengths["destroy"];
        lengths["bulk"] = Tell("a hundred destroyed in one change, with two copies", () => Destroy(stores.Keyring, 100), 1);
        lengths["create"] = Tell("fifty entered in one change, with two copies", () => CrashStores.Make(stores, 50), 1);
        lengths["renew"] = Tell("identifiers under a new outer key, with two copies", () => Assert.True(new IdentifierRenewal(stores.Keyring).Run(CancellationToken.None)), 1);
        lengths["rotate"] = Tell("keys rotate, with two copies", () => Assert.True(new TreeRotation(stores.Keyring).Run(progress: null, CancellationToken.None)), 1);
        await stores.CloseAsync();
        Tell("a start", () => stores = CrashStores.OpenAsync(folder).GetAwaiter().GetResult(), 1);
        await stores.CloseAsync();
        var root = TreeStores.RootKeysIn(CrashStores.DataIn(folder))[0];
        Tell("every key of one file unwrapped", () => model.Prints = KeyPrints.Of(CrashStores.KeyringsIn(folder)[0], root, keys + 1), 1);
        return lengths;

        void Destroy(Keyring keyring, int count)
        {
            using (var change = keyring.BeginChange())
            {
                for (var i = 0; i < count; i++)
                {
                    model.Destroyed.Add(next);
                    change.Destroy(KeyHolder.Subject, next--, TreeStores.At);
                }

                change.Commit();
            }

            Assert.True(keyring.FinishRenewal());
        }

        TimeSpan Tell(string what, Action act, int units, int times = 1)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                act();
            }

            var taken = Stopwatch.GetElapsedTime(began);
            tell(string.Create(CultureInfo.InvariantCulture, $"{what}: {(units > times ? taken.TotalMicroseconds / units : taken.TotalMilliseconds / times):N1} {(units > times ? "us" : "ms")}"));
            return taken / times;
        }
    }
}
