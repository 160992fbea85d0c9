using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Sqlite;

/// <summary>
/// Hashes in a file of SQLite's that serves one piece of work and goes with it: a few megabytes are in memory at a time, however many there
/// are. It holds nothing of the stores.
/// </summary>
internal sealed class ScratchHashes : IDisposable
{
    // Nothing of it outlives the work: no journal, no waiting for the disk, one transaction that is never committed.
    private const string Rules =
        """
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -4096;
        CREATE TABLE Hashes (Hash BLOB PRIMARY KEY) WITHOUT ROWID;
        BEGIN;
        """;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _find;

    /// <summary>Makes them in a file that exists and is empty.</summary>
    public ScratchHashes(string path)
    {
        _path = path;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using (var rules = _connection.CreateCommand())
        {
            rules.CommandText = Rules;
            rules.ExecuteNonQuery();
        }

        _insert = new SqliteStatement(_connection, "INSERT OR IGNORE INTO Hashes (Hash) VALUES (?1)");
        _find = new SqliteStatement(_connection, "SELECT 1 FROM Hashes WHERE Hash = ?1");
    }

    /// <summary>Notes a hash.</summary>
    public void Add(ReadOnlySpan<byte> hash) => _insert.BindBlob(1, hash).Execute();

    /// <summary>Whether it was noted.</summary>
    public bool Contains(ReadOnlySpan<byte> hash)
    {
        try
        {
            return _find.BindBlob(1, hash).Step();
        }
        finally
        {
            _find.Reset();
        }
    }

    /// <summary>Takes the file away.</summary>
    public void Dispose()
    {
        _insert.Dispose();
        _find.Dispose();
        _connection.Dispose();
        File.Delete(_path);
    }
}
