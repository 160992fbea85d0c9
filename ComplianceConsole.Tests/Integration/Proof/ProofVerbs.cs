using System.Globalization;
using ComplianceConsole.Tests.Integration.Proof.Crash;
using ComplianceConsole.Tests.Integration.Proof.Disk;
using ComplianceConsole.Tests.Integration.Proof.Faults;
using ComplianceConsole.Tests.Integration.Proof.Flips;
using ComplianceConsole.Tests.Integration.Proof.Kills;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>
/// The proofs at full length, beside the benchmarks: <c>-- kills --rounds 1000</c>, <c>-- flips --count 10000</c>, <c>-- faults [--count N]</c>,
/// <c>-- crash --keys 1000000 --rounds 24</c>, each with <c>--seed N</c>. 0 where everything held, 1 where something did not, which is told, 2 for wrong usage.
/// </summary>
internal static class ProofVerbs
{
    private const string Rounds = "--rounds";
    private const string Count = "--count";
    private const string Keys = "--keys";
    private const string Seed = "--seed";

    private static readonly Dictionary<string, Dictionary<string, int>> s_verbs = new(StringComparer.Ordinal)
    {
        ["kills"] = new(StringComparer.Ordinal) { [Rounds] = 1_000 },
        ["flips"] = new(StringComparer.Ordinal) { [Count] = 10_000 },
        ["faults"] = new(StringComparer.Ordinal) { [Count] = int.MaxValue },
        ["crash"] = new(StringComparer.Ordinal) { [Keys] = 1_000_000, [Rounds] = 24 },
    };

    /// <summary>Whether a first argument names one of the proofs, or a process that a proof starts.</summary>
    public static bool Has(string verb) => s_verbs.ContainsKey(verb) || verb is KillWorker.Name or FaultWorker.Name or CrashWorker.Name or DiskWorker.Name;

    /// <summary>Runs what is asked for.</summary>
    public static async Task<int> RunAsync(string verb, string[] args)
    {
        switch (verb)
        {
            case KillWorker.Name:
                return await KillWorker.RunAsync(args);
            case FaultWorker.Name:
                return await FaultWorker.RunAsync(args);
            case CrashWorker.Name:
                return await CrashWorker.RunAsync(args);
            case DiskWorker.Name:
                return await DiskWorker.RunAsync();
        }

        var amounts = new Dictionary<string, int>(s_verbs[verb], StringComparer.Ordinal) { [Seed] = Dice.FreshSeed() };
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!amounts.ContainsKey(args[i])
                || !int.TryParse(args.ElementAtOrDefault(i + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number < 1)
            {
                await Console.Error.WriteLineAsync($"Usage: {verb} {string.Join(' ', amounts.Keys.Select(option => $"[{option} N]"))}.");
                return 2;
            }

            amounts[args[i]] = number;
        }

        var seed = amounts[Seed];
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{verb}: seed {seed}"));
        try
        {
            var line = verb switch
            {
                "kills" => await KillRounds.RunAsync(amounts[Rounds], seed, Console.Out.WriteLine),
                "flips" => await FlipRun.RunAsync(amounts[Count], seed, Console.Out.WriteLine),
                "crash" => await CrashRun.RunAsync(amounts[Keys], amounts[Rounds], seed, Console.Out.WriteLine),
                _ => await FaultRun.RunAsync(amounts[Count], seed, Console.Out.WriteLine),
            };
            await Console.Out.WriteLineAsync(line);
            return 0;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync(failure.ToString());
            return 1;
        }
    }
}
