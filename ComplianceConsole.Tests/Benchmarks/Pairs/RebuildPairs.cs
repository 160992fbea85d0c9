using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Benchmarks.Data;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>The index made anew from the records, beside writing tokens that are ready.</summary>
internal static class RebuildPairs
{
    private const double Goal40K = 40_000;

    public static IEnumerable<Pair> Of(DataSet data)
    {
        var index = data.Service<SearchIndex>();
        var people = new SyntheticPeople();
        var entries = Enumerable.Range(0, data.Subjects)
            .Select(number =>
            {
                var row = new SubjectRow { Id = number + 1, PolicyVersion = "2025-03", Profile = [] };
                return index.Prepare(SearchDocuments.Of(row, people.Person(number)));
            })
            .ToList();
        yield return Pair.Of(
            "rebuild of the index beside writing ready tokens",
            Goal.AtLeastPerSecond(Goal40K),
            () =>
            {
                WriteReady(Path.Combine(data.Stores.Directory, "raw-search.db"), entries, data.Service<KeyFiles>());
                return Task.CompletedTask;
            },
            async () =>
            {
                // An unfinished bulk makes the index incomplete, and so it is built anew.
                index.BeginRebuild().Dispose();
                await data.Service<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
            }) with { Units = data.Subjects, Rounds = 3, MostARound = 1 };
    }

    private static void WriteReady(string path, List<IndexEntry> entries, KeyFiles keys)
    {
        using (var raw = SearchIndex.Open(path, keys.Index))
        {
            using var bulk = raw.BeginRebuild();
            entries.ForEach(bulk.Add);
            bulk.Complete(0);
        }

        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(path + suffix);
        }
    }
}
