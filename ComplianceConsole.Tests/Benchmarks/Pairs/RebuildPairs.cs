using ComplianceConsole.Storage.Operations;
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
        var entries = Entries(data, index).ToList();
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
            }) with { Units = entries.Count, Rounds = 3, MostARound = 1 };
    }

    private static IEnumerable<IndexEntry> Entries(DataSet data, SearchIndex index)
    {
        foreach (var row in data.Service<RecordsStore>().Readers.All(SearchBulk.EntriesPerTransaction).SelectMany(rows => rows))
        {
            using var cipher = data.Stores.Keyring.Require(KeyHolder.Subject, row.Id);
            var profile = Cipher.Open(cipher, KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile);
            yield return index.Prepare(SearchDocuments.Of(row, ProfileCodec.Read(profile)));
        }
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
