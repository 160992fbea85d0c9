using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>The index's statements on bare SQLite, with the terms known beforehand.</summary>
internal sealed class RawIndex : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _matching;
    private readonly BlindTokens _tokens;
    private readonly long[] _hits = new long[SearchQuery.DefaultLimit];

    public RawIndex(string path, ReadOnlySpan<byte> key)
    {
        _connection = IndexFile.Open(path);
        _matching = new SqliteStatement(_connection, "SELECT rowid FROM terms WHERE terms MATCH ?1 AND rowid > ?2 ORDER BY rowid");
        _tokens = new BlindTokens(key);
    }

    /// <summary>The matches a query comes to.</summary>
    public (string First, string Loose) Prepare(SearchQuery query)
    {
        var plan = QueryPlan.Of(query, _tokens);
        return (plan.First, plan.LooseOnly());
    }

    /// <summary>Runs the first match, and the second where the page has room.</summary>
    public int Run((string First, string Loose) matches)
    {
        var count = Collect(matches.First, 0);
        return count < _hits.Length ? Collect(matches.Loose, count) : count;
    }

    public void Dispose()
    {
        _matching.Dispose();
        _tokens.Dispose();
        _connection.Dispose();
    }

    private int Collect(string match, int count)
    {
        _matching.Bind(1, match).Bind(2, 0);
        while (count < _hits.Length && _matching.Step())
        {
            _hits[count++] = _matching.Number(0);
        }

        _matching.Reset();
        return count;
    }
}
