using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Search;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Benchmarks.Data;
using ComplianceConsole.Tests.Shared;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>A page of results: fifty rows read and opened, beside the two statements and the two ciphers alone.</summary>
internal static class PagePairs
{
    public static IEnumerable<Pair> Of(DataSet data)
    {
        using var raw = new RawPage(data.Stores.Files, data.Service<KeyFiles>());
        var pages = Pages(data.Subjects).ToArray();
        var (rawNext, productNext) = (0, 0);
        yield return Pair.Of(
            "page of 50: rows, unwrap, decrypt",
            Goal.AtMost(1.5),
            () =>
            {
                raw.Run(pages[rawNext++ % pages.Length]);
                return Task.CompletedTask;
            },
            () => OpenPageAsync(data, pages[productNext++ % pages.Length]));

        var search = new SearchSubjects(
            data.Stores.Operation, data.Stores.Keyring, data.Service<SearchIndex>(), data.Service<SearchMaintenance>());
        using var index = new RawIndex(data.Stores.Files.Search, data.Service<KeyFiles>().Index);
        var matches = index.Prepare(new SearchQuery("саба"));
        var entry = (Bytes: new byte[250], Leaf: new byte[32]);
        yield return Pair.Of(
            "search use case: query, page and its entry",
            Goal.None,
            () =>
            {
                index.Run(matches);
                raw.Run(pages[rawNext++ % pages.Length]);
                data.Raw.Commit(entry.Bytes, entry.Leaf);
                return Task.CompletedTask;
            },
            () => search.HandleAsync(Actors.Dpo, new SubjectSearch("саба", SubjectFilters.None), CancellationToken.None));
    }

    /// <summary>Pages as a search finds them: in order, with gaps.</summary>
    private static IEnumerable<long[]> Pages(int subjects)
    {
        var random = new PCG(1, 7);
        for (var page = 0; page < 400; page++)
        {
            var from = 1 + (int)random.Next((uint)Math.Max(1, subjects - 501));
            yield return [.. Enumerable.Range(0, 50).Select(i => (long)from + (i * 9))];
        }
    }

    private static async Task OpenPageAsync(DataSet data, long[] numbers)
    {
        var records = ScopeRecords.ToRead(data.Service<IDbContextFactory<RecordsContext>>(), data.Service<RecordsStore>());
        await using var scope = new OperationScope(Actors.Dpo, "benchmark", data.Stores.Clock.Now, data.Stores.Keyring, records);
        var opened = scope.OpenMany(scope.Find(numbers), Uses.Search, record => record.Held[FieldCode.LastName] is not null);
        if (opened.Count < numbers.Length - 1)
        {
            throw new InvalidOperationException("The page is not full.");
        }
    }
}
