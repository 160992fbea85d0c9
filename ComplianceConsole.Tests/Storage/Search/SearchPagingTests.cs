using ComplianceConsole.Storage.Search;
using Xunit;

namespace ComplianceConsole.Tests.Storage.Search;

public class SearchPagingTests
{
    [Fact]
    public void Pages_follow_each_other_by_rank_and_number_and_miss_nobody()
    {
        using var disk = new IndexOnDisk();
        // Every third is written so that only the loose key meets "Утегенов".
        disk.Write([.. Enumerable.Range(1, 120).Select(i => i % 3 == 0 ? "Өтегенов" : "Утегенов")]);
        var all = new List<SearchHit>();
        var pages = 0;
        SearchCursor? after = null;
        do
        {
            var page = disk.Index.Query(new SearchQuery("Утегенов", After: after, Limit: 50));
            all.AddRange(page.Hits);
            after = page.Next;
            pages++;
        } while (after is not null);

        Assert.Equal(3, pages);
        var expected = Enumerable
            .Range(1, 120)
            .Select(i => new SearchHit(i, i % 3 == 0 ? SearchRank.Loose : SearchRank.First))
            .OrderBy(hit => hit.Rank)
            .ThenBy(hit => hit.SubjectId);
        Assert.Equal(expected, all);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(120)]
    [InlineData(500)]
    public void Every_page_size_gives_the_same_results(int limit)
    {
        using var disk = new IndexOnDisk();
        disk.Write([.. Enumerable.Range(1, 120).Select(i => i % 4 == 1 ? "Өмір" : "Умир")]);
        var ids = new List<long>();
        SearchCursor? after = null;
        do
        {
            var page = disk.Index.Query(new SearchQuery("Умир", After: after, Limit: limit));
            Assert.True(page.Hits.Count <= limit);
            ids.AddRange(page.Hits.Select(hit => hit.SubjectId));
            after = page.Next;
        } while (after is not null);

        Assert.Equal(disk.Index.Query(new SearchQuery("Умир", Limit: 1000)).Hits.Select(hit => hit.SubjectId), ids);
        Assert.Equal(120, ids.Distinct().Count());
    }

    [Fact]
    public void The_loose_key_is_not_asked_while_the_first_fills_the_page()
    {
        using var disk = new IndexOnDisk();
        disk.Write([.. Enumerable.Range(1, 20).Select(i => i == 1 ? "Өтегенов" : "Утегенов")]);
        var page = disk.Index.Query(new SearchQuery("Утегенов", Limit: 10));
        Assert.All(page.Hits, hit => Assert.Equal(SearchRank.First, hit.Rank));
        Assert.Equal(new SearchCursor(SearchRank.First, 11), page.Next);
    }

    [Fact]
    public void Without_a_text_everybody_is_listed_page_by_page()
    {
        using var disk = new IndexOnDisk();
        disk.Write([.. Enumerable.Range(1, 7).Select(i => "Имя" + i)]);
        var first = disk.Index.Query(new SearchQuery(null, Limit: 4));
        Assert.Equal([1, 2, 3, 4], first.Hits.Select(hit => hit.SubjectId));
        var second = disk.Index.Query(new SearchQuery("", After: first.Next, Limit: 4));
        Assert.Equal([5, 6, 7], second.Hits.Select(hit => hit.SubjectId));
        Assert.Null(second.Next);
    }

    [Fact]
    public void All_facets_asked_for_must_hold()
    {
        using var disk = new IndexOnDisk();
        disk.Index.Upsert([
            new SearchDocument(1, ["Алия"], ["state:active", "policy:2023-01", "consent:given-for-everything"]),
            new SearchDocument(2, ["Алия"], ["state:blocked", "policy:2023-01"]),
            new SearchDocument(3, ["Серик"], ["state:active", "policy:2024-06"]),
        ]);
        Assert.Equal([1, 3], disk.Find(null, "state:active"));
        Assert.Equal([1], disk.Find("Алия", "state:active"));
        Assert.Equal([1], disk.Find(null, "state:active", "policy:2023-01"));
        Assert.Equal([1], disk.Find(null, "consent:given-for-everything"));
        Assert.Empty(disk.Find("Алия", "policy:2024-06"));
        Assert.Empty(disk.Find("state"));
    }

    [Fact]
    public void A_page_without_room_is_a_mistake_of_the_caller()
    {
        using var disk = new IndexOnDisk();
        Assert.Throws<ArgumentException>(() => disk.Index.Query(new SearchQuery("Алия", Limit: 0)));
    }

    [Fact]
    public void A_query_does_not_write_out_what_was_typed()
    {
        Assert.DoesNotContain("Алия", new SearchQuery("Алия").ToString());
        Assert.DoesNotContain("Алия", new SearchDocument(1, ["Алия"], []).ToString());
    }
}
