using System.Text;
using ComplianceConsole.Storage.Search;

namespace ComplianceConsole.Tests.Storage.Search;

/// <summary>A search index in a directory of its own, gone with the test.</summary>
internal sealed class IndexOnDisk : IDisposable
{
    public static readonly byte[] Key = [.. Enumerable.Range(1, BlindTokens.KeyLength).Select(i => (byte)i)];
    public static readonly byte[] OtherKey = [.. Enumerable.Range(101, BlindTokens.KeyLength).Select(i => (byte)i)];

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("search");

    public IndexOnDisk()
    {
        Index = SearchIndex.Open(Path, Key);
    }

    public string Path => System.IO.Path.Combine(directory.FullName, "search.db");

    public SearchIndex Index { get; private set; }

    public void Reopen(byte[]? key = null)
    {
        Index.Dispose();
        Index = SearchIndex.Open(Path, key ?? Key);
    }

    /// <summary>Writes one document a name, numbered from 1.</summary>
    public void Write(params string[] names) =>
        Index.Upsert(names.Select((name, i) => new SearchDocument(i + 1, [name], [])));

    public long[] Find(string? text, params string[] facets) =>
        [.. Index.Query(new SearchQuery(text, facets)).Hits.Select(hit => hit.SubjectId)];

    /// <summary>Every byte of the index on the disk, its log included, as single-byte text.</summary>
    public string RawText()
    {
        var raw = new StringBuilder();
        foreach (var file in directory.GetFiles())
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            raw.Append(reader.ReadToEnd());
        }

        return raw.ToString();
    }

    public void Dispose()
    {
        Index.Dispose();
        directory.Delete(recursive: true);
    }
}
