using System.Globalization;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>
/// What a copy (<c>main</c>) lacks of the keyring (<c>source</c>) and has too much. The keyring decides: what was destroyed there goes here. Only
/// tombstones are never taken away.
/// </summary>
internal static class CopyDifference
{
    private const string Tombstones = "Tombstones";

    /// <summary>Whether the copy has a tombstone that the keyring lacks: then the keyring is the older of both.</summary>
    public static bool HasForeignTombstone(SqliteConnection connection)
    {
        using var foreign = new SqliteStatement(
            connection,
            "SELECT 1 FROM main.Tombstones AS t WHERE NOT EXISTS (SELECT 1 FROM source.Tombstones AS s WHERE s.Kind = t.Kind AND s.Id = t.Id) LIMIT 1");
        return foreign.Step();
    }

    /// <summary>Makes the copy's tables those of the keyring, inside the copy's transaction.</summary>
    public static void Close(SqliteConnection connection, bool isNew)
    {
        foreach (var table in Tables(connection))
        {
            Close(connection, table, isNew);
        }

        Run(connection, "UPDATE main.KeyringStates SET Identity = (SELECT Identity FROM source.KeyringStates)");
    }

    private static void Close(SqliteConnection connection, string table, bool isNew)
    {
        var columns = new List<string>();
        var key = new List<string>();
        using (var info = new SqliteStatement(connection, $"SELECT name, pk FROM pragma_table_info('{table}', 'source') ORDER BY cid"))
        {
            while (info.Step())
            {
                columns.Add(info.Text(0));
                if (info.Number(1) > 0)
                {
                    key.Add(info.Text(0));
                }
            }
        }

        var list = string.Join(", ", columns);
        if (isNew)
        {
            Run(connection, $"DELETE FROM main.{table}");
            Run(connection, $"INSERT INTO main.{table} ({list}) SELECT {list} FROM source.{table}");
            return;
        }

        if (table is not Tombstones)
        {
            Run(connection, $"DELETE FROM main.{table} AS t WHERE NOT EXISTS (SELECT 1 FROM source.{table} AS s WHERE {Same(key, "=")})");
        }

        Run(
            connection,
            $"""
            INSERT OR REPLACE INTO main.{table} ({list}) SELECT {list} FROM source.{table} AS s
            WHERE NOT EXISTS (SELECT 1 FROM main.{table} AS t WHERE {Same(key, "=")} AND {Same(columns, "IS")})
            """);
    }

    private static string Same(IEnumerable<string> columns, string comparison) =>
        string.Join(" AND ", columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"t.{column} {comparison} s.{column}")));

    // The copy's own state is written apart; where copies lie is nothing of theirs.
    private static List<string> Tables(SqliteConnection connection)
    {
        var tables = new List<string>();
        using var names = new SqliteStatement(
            connection,
            """
            SELECT name FROM source.sqlite_master
            WHERE type = 'table' AND substr(name, 1, 4) <> '__EF' AND substr(name, 1, 7) <> 'sqlite_' AND name NOT IN ('KeyringStates', 'KnownCopies')
            """);
        while (names.Step())
        {
            tables.Add(names.Text(0));
        }

        return tables;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        statement.Execute();
    }
}
