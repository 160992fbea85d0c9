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

    /// <summary>How many subjects had been destroyed when the index was last made under a new key.</summary>
    public const string DestroyedKey = "destroyed";

    /// <summary>Behind the names of the tables of an index that is being made anew beside the one that answers.</summary>
    public const string Next = "_next";

    private static readonly string[] Tables = ["terms", "docs", "meta", "open_bulks"];

    private static string Drop(string suffix) => string.Concat(Tables.Select(table => $"DROP TABLE IF EXISTS {table}{suffix};\n"));

    private static string Create(string suffix) =>
        $"""
        CREATE VIRTUAL TABLE terms{suffix} USING fts5(t, content='', columnsize=0, detail=none, tokenize='ascii');
        INSERT INTO terms{suffix}(terms{suffix}, rank) VALUES ('secure-delete', 1);
        INSERT INTO terms{suffix}(terms{suffix}, rank) VALUES ('hashsize', 16777216);
        CREATE TABLE docs{suffix}(id INTEGER PRIMARY KEY, tokens BLOB NOT NULL);
        CREATE TABLE meta{suffix}(key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
        CREATE TABLE open_bulks{suffix}(token TEXT PRIMARY KEY) WITHOUT ROWID;
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
    public static bool Fits(SqliteConnection connection, string fingerprint, string suffix = "")
    {
        using var exists = new SqliteStatement(connection, $"SELECT 1 FROM sqlite_schema WHERE name = 'meta{suffix}'");
        return exists.Step() && Has(connection, suffix, FormatKey, Format) && Has(connection, suffix, FingerprintKey, fingerprint);
    }

    /// <summary>Empties the index and leaves it incomplete, in one transaction. Returns the token of the bulk write that is to fill it.</summary>
    public static string Recreate(SqliteConnection connection, string fingerprint, string suffix = "")
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            // What was begun beside it is of no more use either.
            Execute(connection, Drop(Next));
            Execute(connection, Drop(suffix));
            Execute(connection, Create(suffix));
            Put(connection, suffix, FormatKey, Format);
            Put(connection, suffix, FingerprintKey, fingerprint);
            Put(connection, suffix, AppliedKey, 0);
            Put(connection, suffix, CountKey, 0);
            var token = AddOpenBulk(connection, suffix);
            Execute(connection, "COMMIT");
            return token;
        }
        catch
        {
            SqliteStore.Rollback(connection);
            throw;
        }
    }

    /// <summary>Puts the index that was made beside the one that answered in its place, complete, in one transaction.</summary>
    /// <param name="connection">The connection it was made on.</param>
    /// <param name="applied">How many ledger entries it has taken in.</param>
    /// <param name="destroyed">How many subjects had been destroyed when its key was made.</param>
    public static void Promote(SqliteConnection connection, long applied, long destroyed)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            Execute(connection, Drop(""));
            Execute(connection, string.Concat(Tables.Select(table => $"ALTER TABLE {table}{Next} RENAME TO {table};\n")));
            Execute(connection, "DELETE FROM open_bulks");
            Put(connection, "", AppliedKey, applied);
            Put(connection, "", DestroyedKey, destroyed);
            Execute(connection, "COMMIT");
        }
        catch
        {
            SqliteStore.Rollback(connection);
            throw;
        }
    }

    /// <summary>Takes away an index that was begun beside the one that answers.</summary>
    public static void DropNext(SqliteConnection connection) => Execute(connection, Drop(Next));

    /// <summary>Notes that a bulk write has begun. Returns its token.</summary>
    public static string AddOpenBulk(SqliteConnection connection, string suffix = "")
    {
        var token = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        using var insert = new SqliteStatement(connection, $"INSERT INTO open_bulks{suffix}(token) VALUES (?1)");
        insert.Bind(1, token).Execute();
        return token;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static bool Has(SqliteConnection connection, string suffix, string key, string value)
    {
        using var select = new SqliteStatement(connection, $"SELECT value FROM meta{suffix} WHERE key = ?1");
        return select.Bind(1, key).Step() && string.Equals(select.Text(0), value, StringComparison.Ordinal);
    }

    private static void Put(SqliteConnection connection, string suffix, string key, string value)
    {
        using var insert = new SqliteStatement(connection, $"INSERT OR REPLACE INTO meta{suffix}(key, value) VALUES (?1, ?2)");
        insert.Bind(1, key).Bind(2, value).Execute();
    }

    private static void Put(SqliteConnection connection, string suffix, string key, long value)
    {
        using var insert = new SqliteStatement(connection, $"INSERT OR REPLACE INTO meta{suffix}(key, value) VALUES (?1, ?2)");
        insert.Bind(1, key).Bind(2, value).Execute();
    }
}
