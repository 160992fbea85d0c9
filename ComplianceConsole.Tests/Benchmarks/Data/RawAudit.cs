using System.Globalization;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>
/// The rows an audited read leaves, and nothing around them: the entry, its line in the list of who was looked at, and the head. The
/// list is as long as the product's, because a line in the middle of a long list is a page of its own to write, and to copy later.
/// </summary>
internal sealed class RawAudit : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement[] _statements;
    private readonly byte[] _bytes = new byte[120];
    private readonly byte[] _hash = new byte[32];
    private long _next = 1;

    public RawAudit(string path, int subjects)
    {
        _connection = SqliteStore.Open(SqliteStore.ConnectionString(path));
        using (var make = _connection.CreateCommand())
        {
            make.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                CREATE TABLE Entries (Number INTEGER PRIMARY KEY, Bytes BLOB NOT NULL, LeafHash BLOB NOT NULL);
                CREATE TABLE Looked (Subject INTEGER NOT NULL, Entry INTEGER NOT NULL, PRIMARY KEY (Subject, Entry)) WITHOUT ROWID;
                CREATE TABLE Heads (Id INTEGER PRIMARY KEY, Size INTEGER NOT NULL, Root BLOB NOT NULL, Tag BLOB NOT NULL);
                INSERT INTO Heads VALUES (1, 0, x'', x'');
                WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < {subjects})
                INSERT INTO Looked SELECT number, 0 FROM numbers;
                """);
            make.ExecuteNonQuery();
        }

        _statements =
        [
            new SqliteStatement(_connection, "BEGIN IMMEDIATE"),
            new SqliteStatement(_connection, "INSERT INTO Entries (Number, Bytes, LeafHash) VALUES (?1, ?2, ?3)"),
            new SqliteStatement(_connection, "INSERT INTO Looked (Subject, Entry) VALUES (?1, ?2)"),
            new SqliteStatement(_connection, "UPDATE Heads SET Size = ?1, Root = ?2, Tag = ?3 WHERE Id = 1"),
            new SqliteStatement(_connection, "COMMIT"),
        ];
    }

    /// <summary>One durable commit for a look at a subject.</summary>
    public void Commit(long subject)
    {
        _statements[0].Execute();
        _statements[1].Bind(1, _next).BindBlob(2, _bytes).BindBlob(3, _hash).Execute();
        _statements[2].Bind(1, subject).Bind(2, _next).Execute();
        _statements[3].Bind(1, _next++).BindBlob(2, _hash).BindBlob(3, _hash).Execute();
        _statements[4].Execute();
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[.. _statements, _connection])
        {
            part.Dispose();
        }
    }
}
