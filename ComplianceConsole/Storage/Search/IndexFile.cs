using System.Globalization;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Search;

/// <summary>The tables of the index and the rules of its connections.</summary>
/// <remarks>
/// <c>terms</c> keeps no text and no positions. Taking a document out needs its very terms, and a profile may have changed since, so
/// <c>docs</c> keeps each document's tokens. <c>open_bulks</c> has a row for every unfinished bulk write: while there is one, or when
/// one was left by a crash, the index is not complete.
/// </remarks>
internal static class IndexFile
{
    /// <summary>Changes when tables, folding or tokens do: an index of another format is built anew.</summary>
    public const string Format = "1";

    public const string FormatKey = "format";
    public const string FingerprintKey = "fingerprint";
    public const string AppliedKey = "applied";
    public const string CountKey = "count";

    private const string Drop =
        """
        DROP TABLE IF EXISTS terms;
        DROP TABLE IF EXISTS docs;
        DROP TABLE IF EXISTS meta;
        DROP TABLE IF EXISTS open_bulks;
        """;

    private const string Create =
        """
        CREATE VIRTUAL TABLE terms USING fts5(t, content='', columnsize=0, detail=none, tokenize='ascii');
        INSERT INTO terms(terms, rank) VALUES ('secure-delete', 1);
        INSERT INTO terms(terms, rank) VALUES ('hashsize', 16777216);
        CREATE TABLE docs(id INTEGER PRIMARY KEY, tokens BLOB NOT NULL);
        CREATE TABLE meta(key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
        CREATE TABLE open_bulks(token TEXT PRIMARY KEY) WITHOUT ROWID;
        """;

    /// <summary>Opens a connection under the common rules. A lost last commit is made good from the ledger, so it need not wait for the disk.</summary>
    public static SqliteConnection Open(string path)
    {
        OwnerOnly.CreateFile(path);
        var connection = SqliteStore.Open(
            new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30, Pooling = false }.ToString()
        );
        Execute(connection, "PRAGMA synchronous = NORMAL");
        return connection;
    }

    /// <summary>Whether the index was made in this format under this key.</summary>
    public static bool Fits(SqliteConnection connection, string fingerprint)
    {
        using var exists = new SqliteStatement(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'meta'");
        return exists.Step() && Has(connection, FormatKey, Format) && Has(connection, FingerprintKey, fingerprint);
    }

    /// <summary>Empties the index and leaves it incomplete, in one transaction. Returns the token of the bulk write that is to fill it.</summary>
    public static string Recreate(SqliteConnection connection, string fingerprint)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            Execute(connection, Drop);
            Execute(connection, Create);
            Put(connection, FormatKey, Format);
            Put(connection, FingerprintKey, fingerprint);
            Put(connection, AppliedKey, 0);
            Put(connection, CountKey, 0);
            var token = AddOpenBulk(connection);
            Execute(connection, "COMMIT");
            return token;
        }
        catch
        {
            SqliteStore.Rollback(connection);
            throw;
        }
    }

    /// <summary>Notes that a bulk write has begun. Returns its token.</summary>
    public static string AddOpenBulk(SqliteConnection connection)
    {
        var token = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        using var insert = new SqliteStatement(connection, "INSERT INTO open_bulks(token) VALUES (?1)");
        insert.Bind(1, token).Execute();
        return token;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static bool Has(SqliteConnection connection, string key, string value)
    {
        using var select = new SqliteStatement(connection, "SELECT value FROM meta WHERE key = ?1");
        return select.Bind(1, key).Step() && string.Equals(select.Text(0), value, StringComparison.Ordinal);
    }

    private static void Put(SqliteConnection connection, string key, string value)
    {
        using var insert = new SqliteStatement(connection, "INSERT INTO meta(key, value) VALUES (?1, ?2)");
        insert.Bind(1, key).Bind(2, value).Execute();
    }

    private static void Put(SqliteConnection connection, string key, long value)
    {
        using var insert = new SqliteStatement(connection, "INSERT INTO meta(key, value) VALUES (?1, ?2)");
        insert.Bind(1, key).Bind(2, value).Execute();
    }
}
