using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations;

/// <summary>
/// Lays a SQLite table out in the order of its key. EF Core makes a table by row numbers and an index for the key beside it: what is
/// looked up by its key alone is then kept, and written, twice.
/// </summary>
internal static class ClusteredTable
{
    /// <summary>Makes the table anew with its rows. It has no triggers, and its indexes are made after it.</summary>
    /// <param name="migrationBuilder">The migration.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">Its columns as SQL defines them.</param>
    /// <param name="key">The columns of its key.</param>
    public static void Make(MigrationBuilder migrationBuilder, string table, string columns, string key) =>
        migrationBuilder.Sql(
            $"""
            ALTER TABLE {table} RENAME TO {table}_by_number;
            CREATE TABLE {table} ({columns}, CONSTRAINT PK_{table} PRIMARY KEY ({key})) WITHOUT ROWID;
            INSERT INTO {table} SELECT * FROM {table}_by_number;
            DROP TABLE {table}_by_number;
            """);
}
