using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Tests.Storage;

/// <summary>The migration that lays events out by their key alone: rows, rules and triggers are those of before.</summary>
public sealed class FewerPagesTests
{
    private const string After = "20261127000000_FewerPages";

    private const string Rows =
        """
        INSERT INTO Subjects (Id, State, ConsentState, PolicyVersion, CreatedAt, Revision, NextSequence, Profile) VALUES (7, 0, 1, 'a', 1, 0, 4, x'01');
        INSERT INTO BlockEvents VALUES (7, 3, 30, 0, 'u-1', 'Ermek', NULL);
        INSERT INTO ConsentEvents (SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, Proof, RequestId, Scope, Until)
        VALUES (7, 2, 20, 2, 0, 'a', 1, '3.2.4', x'02', 5, 'scope', '2026-12-01'), (7, 1, 10, 0, 0, 'a', 0, '3.2.1', x'03', NULL, NULL, NULL);
        UPDATE Subjects SET State = 1, BlockedAt = 30, BlockedBy = 'u-1' WHERE Id = 7;
        """;

    [Fact]
    public async Task Rows_triggers_and_indexes_are_those_of_before()
    {
        await using var file = await MigratedAsync(isBefore: true);
        Run(file.Connection, Rows);
        var triggers = Read(file.Connection, "SELECT name || ' ' || tbl_name || ' ' || sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name");
        var events = Read(file.Connection, AllEvents);

        await file.Context.GetService<IMigrator>().MigrateAsync(After);

        Assert.Equal(events, Read(file.Connection, AllEvents));
        Assert.Equal(3, events.Count);
        Assert.Equal(
            triggers,
            Read(file.Connection, "SELECT name || ' ' || tbl_name || ' ' || sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"));
        Assert.Equal(
            ["IX_ConsentEvents_Until", "IX_Subjects_State"],
            Read(file.Connection, "SELECT name FROM sqlite_master WHERE type = 'index' AND name IN ('IX_ConsentEvents_Until', 'IX_Subjects_State') ORDER BY name"));
        Assert.Empty(Read(file.Connection, "SELECT 'broken' FROM pragma_foreign_key_check"));
        Assert.Equal(["BlockEvents", "ConsentEvents"], Read(file.Connection, "SELECT name FROM pragma_table_list WHERE wr = 1 AND name LIKE '%Events' ORDER BY name"));
    }

    [Fact]
    public async Task A_block_is_not_lifted_past_its_event_and_a_blocked_record_takes_no_consent()
    {
        await using var file = await MigratedAsync(isBefore: true);
        Run(file.Connection, Rows);
        await file.Context.GetService<IMigrator>().MigrateAsync(After);

        Refused(file.Connection, "UPDATE Subjects SET State = 0 WHERE Id = 7", "the record is blocked and no release is recorded");
        Refused(
            file.Connection,
            "INSERT INTO ConsentEvents (SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, Proof) VALUES (7, 5, 1, 0, 0, 'a', 0, '', x'')",
            "the record is blocked");
        Refused(file.Connection, "DELETE FROM BlockEvents WHERE SubjectId = 7", "the history of a record that is held is kept");
        Run(file.Connection, "INSERT INTO BlockEvents VALUES (7, 6, 40, 3, 'u-1', 'Ermek', NULL); UPDATE Subjects SET State = 0 WHERE Id = 7");
    }

    [Fact]
    public async Task Those_who_are_not_active_are_found_by_the_index_of_states()
    {
        await using var file = await MigratedAsync(isBefore: false);

        Assert.Contains(
            "INDEX IX_Subjects_State",
            string.Join(' ', Read(file.Connection, "EXPLAIN QUERY PLAN SELECT Id FROM Subjects WHERE Id > 3 AND State = 1 AND State <> 0 ORDER BY Id", column: 3)),
            StringComparison.Ordinal);
    }

    private const string AllEvents =
        """
        SELECT concat_ws('|', 'block', SubjectId, Sequence, At, Kind, ActorId, ActorName, hex(Reason)) FROM BlockEvents
        UNION ALL
        SELECT concat_ws('|', 'consent', SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, hex(Proof), RequestId, Scope, Until)
        FROM ConsentEvents
        ORDER BY 1
        """;

    private static async Task<Migrated> MigratedAsync(bool isBefore)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("console-pages-").FullName, "console.db");
        var connection = SqliteStore.Open(SqliteStore.ConnectionString(path));
        var context = new SqliteRecordsContext(new DbContextOptionsBuilder<SqliteRecordsContext>().UseSqlite(connection).Options);
        await context.GetService<IMigrator>().MigrateAsync(isBefore ? context.Database.GetMigrations().TakeWhile(one => !string.Equals(one, After, StringComparison.Ordinal)).Last() : After);
        return new Migrated(path, connection, context);
    }

    private static void Refused(SqliteConnection connection, string sql, string reason) =>
        Assert.Contains(reason, Assert.Throws<SqliteException>(() => Run(connection, sql)).Message, StringComparison.Ordinal);

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Read(SqliteConnection connection, string sql, int column = 0)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var read = new List<string>();
        while (rows.Read())
        {
            read.Add(rows.GetString(column));
        }

        return read;
    }

    private sealed record Migrated(string Path, SqliteConnection Connection, SqliteRecordsContext Context) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Context.DisposeAsync();
            await Connection.DisposeAsync();
            SqliteConnection.ClearPool(Connection);
            Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
        }
    }
}
