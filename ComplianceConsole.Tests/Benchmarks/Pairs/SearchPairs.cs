using System.Diagnostics;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Benchmarks.Data;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>A query of the index beside the same statements on bare SQLite, and the worst word beside a typical one.</summary>
internal static class SearchPairs
{
    private static readonly string[] Typical = ["саба", "нұрмарыев", "aigerim", "байлжа дан", "снаб", "тимур кентеше", "логистик", "ай жанна"];

    public static IEnumerable<Pair> Of(DataSet data)
    {
        var index = data.Service<SearchIndex>();
        using var raw = new RawIndex(data.Stores.Files.Search, data.Service<KeyFiles>().Index);
        yield return Beside(raw, index, "search, 50 rows, typical words", Goal.AtMost(1.5), [.. Typical.Select(text => new SearchQuery(text))]);
        yield return Beside(
            raw,
            index,
            "search, 50 rows, words and two filters",
            Goal.AtMost(1.5),
            [.. Typical.Select(text => new SearchQuery(text, ["state:0", "consent:1"]))]);

        var worst = WorstPrefix(index);
        yield return Beside(raw, index, "search, 50 rows, worst beginning of one word", Goal.AtMost(1.5), [worst]);
        var typical = Typical.Select(text => new SearchQuery(text)).ToArray();
        yield return Pair.Of(
            "worst beginning of one word beside a typical query",
            Goal.AtMost(2),
            Ask(index, typical),
            Ask(index, [worst]));
    }

    private static Pair Beside(RawIndex raw, SearchIndex index, string name, Goal goal, SearchQuery[] queries)
    {
        var prepared = queries.Select(raw.Prepare).ToArray();
        var next = 0;
        return Pair.Of(name, goal, () => raw.Run(prepared[next++ % prepared.Length]), Ask(index, queries));
    }

    private static Action Ask(SearchIndex index, SearchQuery[] queries)
    {
        var next = 0;
        return () => index.Query(queries[next++ % queries.Length]);
    }

    // Every two letters a word may begin with; the median of a few runs each.
    private static SearchQuery WorstPrefix(SearchIndex index)
    {
        const string letters = "абвгдежзийклмнопрстуфхцчшщыэюяғқңөұүһі";
        var asked =
            from first in letters
            from second in letters
            let query = new SearchQuery(string.Concat(first.ToString(), second.ToString()))
            where NameFolding.Words(query.Text).Count > 0
            select query;
        return asked.MaxBy(query => PairRunner.Median(Enumerable.Range(0, 7).Select(_ => Time(index, query))))!;
    }

    private static double Time(SearchIndex index, SearchQuery query)
    {
        var start = Stopwatch.GetTimestamp();
        index.Query(query);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
