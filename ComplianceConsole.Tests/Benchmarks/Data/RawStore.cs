using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>A SQLite file under the console's own rules, with statements prepared once and nothing around them.</summary>
internal sealed class RawStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _commit;
    private long _next;
    private int _tables;

    public RawStore(string path)
    {
        _connection = SqliteStore.Open(SqliteStore.ConnectionString(path));
        Run("CREATE TABLE Entries (Number INTEGER PRIMARY KEY, Bytes BLOB NOT NULL, LeafHash BLOB NOT NULL)");
        _begin = new SqliteStatement(_connection, "BEGIN IMMEDIATE");
        _insert = new SqliteStatement(_connection, "INSERT INTO Entries (Number, Bytes, LeafHash) VALUES (?1, ?2, ?3)");
        _commit = new SqliteStatement(_connection, "COMMIT");
    }

    /// <summary>One durable commit of one row as long as an entry of the ledger.</summary>
    public void Commit(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> leafHash)
    {
        _begin.Execute();
        _insert.Bind(1, _next++).BindBlob(2, bytes).BindBlob(3, leafHash).Execute();
        _commit.Execute();
    }

    /// <summary>Inserts rows as they are, in one durable transaction, into a new table.</summary>
    public void InsertPlain(List<string?[]> rows)
    {
        var columns = string.Join(", ", rows[0].Select((_, column) => $"C{column} TEXT"));
        Run($"CREATE TABLE Plain{++_tables} (Number INTEGER PRIMARY KEY, {columns})");
        using (var insert = new SqliteStatement(_connection, $"INSERT INTO Plain{_tables} VALUES (NULL, {string.Join(", ", rows[0].Select((_, i) => $"?{i + 1}"))})"))
        {
            _begin.Execute();
            foreach (var row in rows)
            {
                for (var column = 0; column < row.Length; column++)
                {
                    insert.Bind(column + 1, row[column]);
                }

                insert.Execute();
            }

            _commit.Execute();
        }
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _connection.Dispose();
    }
}
