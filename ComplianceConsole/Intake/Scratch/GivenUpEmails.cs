using System.Buffers.Binary;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Intake.Scratch;

/// <summary>
/// E-mails that were given up in this run: they belonged to somebody when it began, so nobody takes them in the same file. Kept as keyed
/// hashes in a file of SQLite's, of which a few megabytes are in memory at a time; it is made when the first is given up.
/// </summary>
internal sealed class GivenUpEmails(ScratchFolder folder) : IDisposable
{
    private const int HashLength = 16;

    // Nothing of it outlives the import: no journal, no waiting for the disk, one transaction that is never committed.
    private const string Rules =
        """
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -4096;
        CREATE TABLE Emails (Hash BLOB PRIMARY KEY) WITHOUT ROWID;
        BEGIN;
        """;

    private readonly RunKey _key = new();
    private string? _path;
    private SqliteConnection? _connection;
    private SqliteStatement? _insert;
    private SqliteStatement? _find;

    /// <summary>Notes that somebody gave an e-mail up.</summary>
    public void Add(string canonical)
    {
        if (_connection is null)
        {
            Open();
        }

        Span<byte> hash = stackalloc byte[HashLength];
        Hash(canonical, hash);
        _insert!.BindBlob(1, hash).Execute();
    }

    /// <summary>Whether somebody gave it up.</summary>
    public bool Contains(string canonical)
    {
        if (_find is null)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[HashLength];
        Hash(canonical, hash);
        try
        {
            return _find.BindBlob(1, hash).Step();
        }
        finally
        {
            _find.Reset();
        }
    }

    public void Dispose()
    {
        _insert?.Dispose();
        _find?.Dispose();
        _connection?.Dispose();
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }

    private void Open()
    {
        _path = folder.NewPath();
        OwnerOnly.CreateFile(_path);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        _connection.Open();
        using (var rules = _connection.CreateCommand())
        {
            rules.CommandText = Rules;
            rules.ExecuteNonQuery();
        }

        _insert = new SqliteStatement(_connection, "INSERT OR IGNORE INTO Emails (Hash) VALUES (?1)");
        _find = new SqliteStatement(_connection, "SELECT 1 FROM Emails WHERE Hash = ?1");
    }

    private void Hash(string canonical, Span<byte> into)
    {
        var (high, low) = _key.Hash(0, canonical);
        BinaryPrimitives.WriteUInt64BigEndian(into, high);
        BinaryPrimitives.WriteUInt64BigEndian(into[8..], low);
    }
}
