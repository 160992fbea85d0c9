using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ComplianceConsole.Storage.Search;

/// <summary>A connection that only reads, with its statements. One thread at a time; another may interrupt it.</summary>
internal sealed class IndexReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement matching;
    private readonly SqliteStatement everything;
    private readonly SqliteStatement meta;
    private readonly SqliteStatement openBulks;

    public IndexReader(string path)
    {
        connection = IndexFile.Open(path);
        IndexFile.Execute(connection, "PRAGMA query_only = ON");
        matching = new SqliteStatement(
            connection,
            "SELECT rowid FROM terms WHERE terms MATCH ?1 AND rowid > ?2 ORDER BY rowid"
        );
        everything = new SqliteStatement(connection, "SELECT id FROM docs WHERE id > ?1 ORDER BY id");
        meta = new SqliteStatement(connection, "SELECT value FROM meta WHERE key = ?1");
        openBulks = new SqliteStatement(connection, "SELECT 1 FROM open_bulks LIMIT 1");
    }

    /// <summary>A number kept beside the index.</summary>
    public long Number(string key)
    {
        meta.Bind(1, key);
        var number = meta.Step() ? meta.Number(0) : 0;
        meta.Reset();
        return number;
    }

    /// <summary>Whether no bulk write is unfinished.</summary>
    public bool IsComplete()
    {
        var open = openBulks.Step();
        openBulks.Reset();
        return !open;
    }

    /// <summary>A page; null where the index was made under another key than that of the fingerprint.</summary>
    public SearchPage? Run(string fingerprint, QueryPlan plan, SearchQuery query, CancellationToken cancellation)
    {
        using var interruption = cancellation.UnsafeRegister(
            static state => ((IndexReader)state!).Interrupt(),
            this
        );
        cancellation.ThrowIfCancellationRequested();
        if (!string.Equals(Fingerprint(), fingerprint, StringComparison.Ordinal))
        {
            return null;
        }

        var hits = new List<SearchHit>(query.Limit);
        var after = query.After ?? new SearchCursor(SearchRank.First, 0);
        if (after.Rank == SearchRank.First)
        {
            Collect(plan.First, after.SubjectId, SearchRank.First, query.Limit, hits);
        }

        cancellation.ThrowIfCancellationRequested();
        if (hits.Count < query.Limit && plan.HasLoose)
        {
            var afterLoose = after.Rank == SearchRank.Loose ? after.SubjectId : 0;
            Collect(plan.LooseOnly(), afterLoose, SearchRank.Loose, query.Limit, hits);
        }

        cancellation.ThrowIfCancellationRequested();
        var next = hits.Count < query.Limit ? null : new SearchCursor(hits[^1].Rank, hits[^1].SubjectId);
        return new SearchPage(hits, next);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        matching.Dispose();
        everything.Dispose();
        meta.Dispose();
        openBulks.Dispose();
        connection.Dispose();
    }

    /// <summary>The fingerprint of the key the index was made under.</summary>
    private string Fingerprint()
    {
        meta.Bind(1, IndexFile.FingerprintKey);
        var fingerprint = meta.Step() ? meta.Text(0) : "";
        meta.Reset();
        return fingerprint;
    }

    /// <summary>Adds the numbers after <paramref name="after"/> that match, in order, until there are <paramref name="limit"/> hits.</summary>
    private void Collect(string match, long after, SearchRank rank, int limit, List<SearchHit> hits)
    {
        var statement = match.Length == 0 ? everything.Bind(1, after) : matching.Bind(1, match).Bind(2, after);
        try
        {
            while (hits.Count < limit && statement.Step())
            {
                hits.Add(new SearchHit(statement.Number(0), rank));
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Stops the statement that runs now, if any; from any thread.</summary>
    private void Interrupt() => raw.sqlite3_interrupt(connection.Handle);
}
