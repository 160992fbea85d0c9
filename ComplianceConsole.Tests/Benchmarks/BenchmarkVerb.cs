using System.Globalization;
using ComplianceConsole.Tests.Benchmarks.Data;
using ComplianceConsole.Tests.Benchmarks.Pairs;

namespace ComplianceConsole.Tests.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project ComplianceConsole.Tests -- benchmarks [--subjects N] [--only WORD]</c>: each hot path beside its
/// raw limit on a synthetic data set of N subjects.
/// </summary>
internal static class BenchmarkVerb
{
    public const string Name = "benchmarks";

    private const int DefaultSubjects = 100_000;

    /// <summary>Runs what is asked for. 0 when every goal is met, 1 when one is missed, 2 for wrong usage.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var subjects = DefaultSubjects;
        string? only = null;
        for (var i = 0; i < args.Length; i += 2)
        {
            switch (args.ElementAtOrDefault(i), args.ElementAtOrDefault(i + 1))
            {
                case ("--subjects", { } number)
                    when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out subjects) && subjects >= 1_000:
                    break;
                case ("--only", { } word):
                    only = word;
                    break;
                default:
                    await Console.Error.WriteLineAsync($"Usage: {Name} [--subjects N] [--only WORD], N at least 1000.");
                    return 2;
            }
        }

        return await RunAsync(subjects, only);
    }

    private static async Task<int> RunAsync(int subjects, string? only)
    {
        bool IsWanted(string group) => only is null || group.Contains(only, StringComparison.OrdinalIgnoreCase);
        await using var data = await DataSet.CreateAsync(subjects, Console.Error);
        var missed = 0;
        FigureTable.PrintHead(Console.Out);
        foreach (var (group, pairs) in AllPairs.Of(data).Where(one => IsWanted(one.Group)))
        {
            foreach (var pair in pairs())
            {
                var figure = await PairRunner.MeasureAsync(pair);
                FigureTable.Print(Console.Out, figure);
                missed += figure.IsMet == false ? 1 : 0;
            }
        }

        return missed == 0 ? 0 : 1;
    }
}
