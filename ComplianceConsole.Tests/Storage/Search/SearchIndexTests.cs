using ComplianceConsole.Storage.Search;
using Xunit;

namespace ComplianceConsole.Tests.Storage.Search;

public class SearchIndexTests
{
    [Fact]
    public void A_new_index_is_incomplete_until_it_has_been_built()
    {
        using var disk = new IndexOnDisk();
        Assert.Null(disk.Index.AppliedIndex);
        Build(disk, applied: 7, "Алия");
        Assert.Equal(7, disk.Index.AppliedIndex);
        disk.Reopen();
        Assert.Equal(7, disk.Index.AppliedIndex);
        Assert.Equal(1, disk.Index.Count);
        Assert.Equal([1], disk.Find("Aliya"));
    }

    [Fact]
    public void What_was_applied_never_goes_back()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия");
        disk.Index.Upsert([new SearchDocument(2, ["Серик"], [])], applied: 9);
        disk.Index.Upsert([new SearchDocument(3, ["Берик"], [])], applied: 8);
        disk.Index.Remove([1]);
        Assert.Equal(9, disk.Index.AppliedIndex);
        disk.Index.Remove([2], applied: 10);
        Assert.Equal(10, disk.Index.AppliedIndex);
        Assert.Equal([3], disk.Find(null));
    }

    [Fact]
    public void Another_key_empties_the_index()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия");
        disk.Reopen(IndexOnDisk.OtherKey);
        Assert.Null(disk.Index.AppliedIndex);
        Assert.Equal(0, disk.Index.Count);
        Assert.Empty(disk.Find("Алия"));
    }

    [Fact]
    public void A_damaged_file_becomes_an_empty_index()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия");
        disk.Index.Dispose();
        File.WriteAllText(disk.Path, new string('x', 8192));
        disk.Reopen();
        Assert.Null(disk.Index.AppliedIndex);
        Build(disk, applied: 8, "Алия");
        Assert.Equal([1], disk.Find("Алия"));
    }

    [Fact]
    public void A_bulk_write_left_unfinished_leaves_the_index_incomplete()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия");
        using (var bulk = disk.Index.BeginBulk())
        {
            bulk.Add(disk.Index.Prepare(new SearchDocument(2, ["Серик"], [])));
            Assert.Null(disk.Index.AppliedIndex);
        }

        disk.Reopen();
        Assert.Null(disk.Index.AppliedIndex);
    }

    [Fact]
    public void A_finished_bulk_write_adds_to_what_is_there_and_replaces()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия", "Серик");
        using (var bulk = disk.Index.BeginBulk())
        {
            bulk.Add(disk.Index.Prepare(new SearchDocument(2, ["Берик"], [])));
            bulk.Add(disk.Index.Prepare(new SearchDocument(3, ["Данияр"], [])));
            Assert.True(bulk.Complete(applied: 12));
            Assert.Equal(2, bulk.Written);
        }

        Assert.Equal(12, disk.Index.AppliedIndex);
        Assert.Equal(3, disk.Index.Count);
        Assert.Equal([2], disk.Find("Берик"));
        Assert.Empty(disk.Find("Серик"));
    }

    [Fact]
    public void A_rebuild_does_not_write_over_what_was_written_meanwhile()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия", "Серик");
        using var bulk = disk.Index.BeginRebuild();
        Assert.Equal(0, disk.Index.Count);
        disk.Index.Upsert([new SearchDocument(1, ["Берик"], [])], applied: 9);
        bulk.Add(disk.Index.Prepare(new SearchDocument(1, ["Алия"], [])));
        bulk.Add(disk.Index.Prepare(new SearchDocument(2, ["Серик"], [])));
        Assert.Null(disk.Index.AppliedIndex);
        Assert.True(bulk.Complete(applied: 8));
        Assert.Equal([1], disk.Find("Берик"));
        Assert.Empty(disk.Find("Алия"));
        Assert.Equal([2], disk.Find("Серик"));
        // Everything after what the rebuild had read is applied once more.
        Assert.Equal(8, disk.Index.AppliedIndex);
    }

    [Fact]
    public void Only_the_last_rebuild_counts()
    {
        using var disk = new IndexOnDisk();
        using var first = disk.Index.BeginRebuild();
        var entry = disk.Index.Prepare(new SearchDocument(1, ["Алия"], []));
        using var second = disk.Index.BeginRebuild(IndexOnDisk.OtherKey);
        first.Add(entry);
        Assert.False(first.Complete(applied: 5));
        Assert.Null(disk.Index.AppliedIndex);
        Assert.Empty(disk.Find(null));
        second.Add(disk.Index.Prepare(new SearchDocument(1, ["Алия"], [])));
        Assert.True(second.Complete(applied: 6));
        Assert.Equal(6, disk.Index.AppliedIndex);
        Assert.Equal([1], disk.Find("Алия"));
    }

    [Fact]
    public void Entries_made_under_the_old_key_are_not_written()
    {
        using var disk = new IndexOnDisk();
        var entry = disk.Index.Prepare(new SearchDocument(1, ["Алия"], []));
        using var bulk = disk.Index.BeginRebuild(IndexOnDisk.OtherKey);
        Assert.Throws<ForeignIndexException>(() => disk.Index.Upsert([entry]));
        Assert.Equal(0, disk.Index.Count);
    }

    [Fact]
    public void Another_process_that_changed_the_key_is_noticed()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия");
        Assert.Equal([1], disk.Find("Алия"));
        using (SearchIndex.Open(disk.Path, IndexOnDisk.OtherKey))
        {
            Assert.Throws<ForeignIndexException>(() => disk.Find("Алия"));
            Assert.Throws<ForeignIndexException>(() => disk.Index.Upsert([new SearchDocument(2, ["Серик"], [])]));
            Assert.Throws<ForeignIndexException>(() => disk.Index.Remove([1]));
        }
    }

    [Fact]
    public void Two_processes_see_what_the_other_writes()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия");
        using var other = SearchIndex.Open(disk.Path, IndexOnDisk.Key);
        Assert.Equal(7, other.AppliedIndex);
        other.Upsert([new SearchDocument(2, ["Серик"], [])], applied: 8);
        Assert.Equal([2], disk.Find("Серик"));
        Assert.Equal(8, disk.Index.AppliedIndex);
    }

    [Fact]
    public void A_change_that_fails_leaves_no_trace()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия");
        Assert.Throws<FormatException>(() => disk.Index.Upsert(Failing(), applied: 9));
        Assert.Equal(7, disk.Index.AppliedIndex);
        Assert.Equal([1], disk.Find("Алия"));
        Assert.Empty(disk.Find("Серик"));

        static IEnumerable<SearchDocument> Failing()
        {
            yield return new SearchDocument(1, ["Серик"], []);
            throw new FormatException("The second document cannot be read.");
        }
    }

    [Fact]
    public void Writing_the_same_document_again_writes_nothing()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 7, "Алия Серик");
        Assert.True(disk.Index.Scrub());
        disk.Index.Upsert([new SearchDocument(1, ["Серик", "Алия", "алия", null, ""], [])]);
        Assert.Equal(0, new FileInfo(disk.Path + "-wal").Length);
    }

    [Fact]
    public async Task Many_queries_run_beside_writing()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 1, "Алия");
        var queries = Enumerable
            .Range(0, 4)
            .Select(_ => Task.Run(() => Enumerable.Range(0, 200).All(_ => disk.Find("Алия").Contains(1))))
            .ToArray();
        for (var id = 2; id < 60; id++)
        {
            disk.Index.Upsert([new SearchDocument(id, ["Алия"], [])]);
        }

        Assert.All(await Task.WhenAll(queries), Assert.True);
        Assert.Equal(50, disk.Find("Алия").Length);
    }

    [Fact]
    public async Task A_query_stops_when_it_is_cancelled_and_the_next_one_works()
    {
        using var disk = new IndexOnDisk();
        Build(disk, applied: 1, [.. Enumerable.Range(0, 2000).Select(i => "Алия " + i)]);
        using var cancelled = new CancellationTokenSource();
        var query = new SearchQuery("Алия", Limit: 2000);
        var running = Task.Run(() =>
        {
            while (true)
            {
                disk.Index.Query(query, cancelled.Token);
            }
        });
        Assert.Equal(2000, disk.Index.Query(query).Hits.Count);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Throws<OperationCanceledException>(() => disk.Index.Query(query, cancelled.Token));
        Assert.Equal(2000, disk.Index.Query(query).Hits.Count);
    }

    private static void Build(IndexOnDisk disk, long applied, params string[] names)
    {
        using var bulk = disk.Index.BeginRebuild();
        for (var i = 0; i < names.Length; i++)
        {
            bulk.Add(disk.Index.Prepare(new SearchDocument(i + 1, [names[i]], [])));
        }

        Assert.True(bulk.Complete(applied));
    }
}
