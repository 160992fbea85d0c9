using System.Text;
using ComplianceConsole.Storage.Search;
using Xunit;

namespace ComplianceConsole.Tests.Storage.Search;

public class SearchErasureTests
{
    /// <summary>A page of the index stores a term without the beginning it shares with the one before: the last signs always stand there.</summary>
    private const int EndOfTerm = 5;

    private static readonly string[] Names =
    [
        .. Enumerable.Range(0, 400).Select(i => $"{Syllables(i * 7919 % 4096)} {Syllables(i * 104729 % 4096)}"),
    ];

    [Fact]
    public void Nothing_readable_and_no_word_is_in_the_file()
    {
        using var disk = new IndexOnDisk();
        disk.Index.Upsert([new SearchDocument(1, ["Zhanibekov Константинополь"], ["state:blocked"])]);
        var raw = disk.RawText();
        foreach (var text in new[] { "Zhanibekov", "zhanibek", "janibek", "konstant", "state:blocked", "blocked" })
        {
            Assert.DoesNotContain(text, raw, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(
            Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("Константинополь")),
            raw,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void No_token_of_who_was_taken_out_is_left_in_any_byte()
    {
        using var disk = new IndexOnDisk();
        disk.Write(Names);
        var gone = Enumerable.Range(1, Names.Length).Where(id => id % 2 == 0).Select(id => (long)id).ToArray();
        var tokens = OnlyIn(disk, gone);
        Assert.NotEmpty(tokens);
        Assert.All(tokens, token => Assert.True(IsIn(disk.RawText(), token)));

        Assert.True(disk.Index.Remove(gone));

        var raw = disk.RawText();
        Assert.DoesNotContain(tokens, token => IsIn(raw, token));
        Assert.Equal(Names.Length - gone.Length, disk.Index.Count);
        Assert.Empty(disk.Find(null).Intersect(gone));
    }

    [Fact]
    public void No_token_of_a_changed_name_is_left_in_any_byte()
    {
        using var disk = new IndexOnDisk();
        disk.Write(Names);
        var tokens = OnlyIn(disk, [8]);
        Assert.NotEmpty(tokens);

        disk.Index.Upsert([new SearchDocument(8, ["Нұрсұлтан"], [])]);
        Assert.True(disk.Index.Scrub());

        var raw = disk.RawText();
        Assert.DoesNotContain(tokens, token => IsIn(raw, token));
        Assert.Equal([8], disk.Find("Nursultan"));
        Assert.DoesNotContain(8, disk.Find(Names[7]));
    }

    [Fact]
    public void No_token_is_left_after_the_key_was_changed()
    {
        using var disk = new IndexOnDisk();
        disk.Write(Names);
        var tokens = OnlyIn(disk, [.. Enumerable.Range(1, Names.Length).Select(id => (long)id)]);

        using (var bulk = disk.Index.BeginRebuild(IndexOnDisk.OtherKey))
        {
            bulk.Complete(0);
        }

        var raw = disk.RawText();
        Assert.DoesNotContain(tokens, token => IsIn(raw, token));
    }

    [Fact]
    public void Taking_out_who_is_not_there_changes_nothing()
    {
        using var disk = new IndexOnDisk();
        disk.Write("Алия");
        Assert.True(disk.Index.Remove([5, 6]));
        Assert.Equal(1, disk.Index.Count);
        Assert.Equal([1], disk.Find("Алия"));
    }

    /// <summary>The tokens that only these subjects have, five bytes each.</summary>
    private static List<byte[]> OnlyIn(IndexOnDisk disk, long[] ids)
    {
        var mine = ids.ToHashSet();
        var others = new HashSet<string>(StringComparer.Ordinal);
        var own = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < Names.Length; i++)
        {
            foreach (var token in disk.Index.Prepare(new SearchDocument(i + 1, [Names[i]], [])).Tokens.Chunk(5))
            {
                if (mine.Contains(i + 1))
                {
                    own[Convert.ToHexString(token)] = token;
                }
                else
                {
                    others.Add(Convert.ToHexString(token));
                }
            }
        }

        return [.. own.Where(pair => !others.Contains(pair.Key)).Select(pair => pair.Value)];
    }

    private static bool IsIn(string raw, byte[] token) =>
        raw.Contains(Base32(token)[^EndOfTerm..], StringComparison.Ordinal)
        || raw.Contains(Encoding.Latin1.GetString(token), StringComparison.Ordinal);

    private static string Base32(byte[] token)
    {
        var bits = token.Aggregate(0UL, (sum, part) => (sum << 8) | part);
        return string.Concat(
            Enumerable.Range(0, 8).Select(i => "abcdefghijklmnopqrstuvwxyz234567"[(int)((bits >> (35 - 5 * i)) & 31)])
        );
    }

    private static string Syllables(int number) =>
        string.Concat(Enumerable.Range(0, 4).Select(i => "bdgklmrt"[(number >> (3 * i)) & 7] + (i % 2 == 0 ? "a" : "e")));
}
