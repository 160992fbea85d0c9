using System.Globalization;
using ComplianceConsole.Tests.Integration.Proof.Faults;
using ComplianceConsole.Tests.Integration.Proof.Flips;
using ComplianceConsole.Tests.Integration.Proof.Kills;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>
/// The proofs at full length, beside the benchmarks: <c>-- kills --rounds 1000</c>, <c>-- flips --count 10000</c>, <c>-- faults [--count N]</c>, each
/// with <c>--seed N</c>. 0 where everything held, 1 where something did not, which is told, 2 for wrong usage.
/// </summary>
internal static class ProofVerbs
{
    private static readonly Dictionary<string, (string Amount, int Usual)> s_verbs = new(StringComparer.Ordinal)
    {
        ["kills"] = ("--rounds", 1_000),
        ["flips"] = ("--count", 10_000),
        ["faults"] = ("--count", int.MaxValue),
    };

    /// <summary>Whether a first argument names one of the proofs, or a process that a proof starts.</summary>
    public static bool Has(string verb) => s_verbs.ContainsKey(verb) || verb is KillWorker.Name or FaultWorker.Name;

    /// <summary>Runs what is asked for.</summary>
    public static async Task<int> RunAsync(string verb, string[] args)
    {
        if (verb is KillWorker.Name)
        {
            return await KillWorker.RunAsync(args);
        }

        if (verb is FaultWorker.Name)
        {
            return await FaultWorker.RunAsync(args);
        }

        var (option, amount) = s_verbs[verb];
        var seed = Dice.FreshSeed();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!int.TryParse(args.ElementAtOrDefault(i + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            {
                return await RefuseAsync(verb, option);
            }

            switch (args[i])
            {
                case "--seed":
                    seed = number;
                    break;
                case var given when string.Equals(given, option, StringComparison.Ordinal):
                    amount = number;
                    break;
                default:
                    return await RefuseAsync(verb, option);
            }
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{verb}: seed {seed}"));
        try
        {
            var line = verb switch
            {
                "kills" => await KillRounds.RunAsync(amount, seed, Console.Out.WriteLine),
                "flips" => await FlipRun.RunAsync(amount, seed, Console.Out.WriteLine),
                _ => await FaultRun.RunAsync(amount, seed, Console.Out.WriteLine),
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

    private static async Task<int> RefuseAsync(string verb, string option)
    {
        await Console.Error.WriteLineAsync($"Usage: {verb} [{option} N] [--seed N].");
        return 2;
    }
}
