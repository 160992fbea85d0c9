using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// A block, and whoever registers, write fewer pages: events lie in the order of their key alone, and the index of states holds those records
/// that are not active. What the triggers keep is what they kept before. Policy 2.1(7).
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261127000000_FewerPages")]
public sealed class FewerPages : Migration
{
    private const string Held = "(SELECT State FROM Subjects WHERE Id = OLD.SubjectId) IN (0, 1, 2)";

    private const string LastBlockEvent =
        "COALESCE((SELECT Kind FROM BlockEvents WHERE SubjectId = OLD.Id AND Kind <> 2 ORDER BY Sequence DESC LIMIT 1), 0)";

    // SubjectState: 0 active. BlockEventKind: 1 undone, 2 reason given, 3 unblocked, 4 released for destruction. ConsentEventKind: 0 to 2 grant.
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            DROP INDEX IX_Subjects_State;
            CREATE INDEX IX_Subjects_State ON Subjects (State) WHERE State <> 0;
            DROP TRIGGER Subjects_released;
            DROP TRIGGER Subjects_released_for_destruction;
            """);
        Cluster(
            migrationBuilder,
            "BlockEvents",
            """
            SubjectId INTEGER NOT NULL, Sequence INTEGER NOT NULL, At INTEGER NOT NULL, Kind INTEGER NOT NULL, ActorId TEXT NOT NULL,
            ActorName TEXT NOT NULL, Reason BLOB NULL
            """);
        Cluster(
            migrationBuilder,
            "ConsentEvents",
            """
            SubjectId INTEGER NOT NULL, Sequence INTEGER NOT NULL, At INTEGER NOT NULL, Act INTEGER NOT NULL, Kind INTEGER NOT NULL,
            PolicyVersion TEXT NOT NULL, Channel INTEGER NOT NULL, Purposes TEXT NOT NULL, Proof BLOB NOT NULL, RequestId INTEGER NULL,
            Scope TEXT NULL, Until TEXT NULL
            """);
        migrationBuilder.Sql("CREATE INDEX IX_ConsentEvents_Until ON ConsentEvents (Until) WHERE Until IS NOT NULL");
        Refuse(
            migrationBuilder,
            "ConsentEvents_blocked",
            "BEFORE INSERT ON ConsentEvents",
            "NEW.Kind IN (0, 1, 2) AND (SELECT State FROM Subjects WHERE Id = NEW.SubjectId) IN (1, 2)",
            "the record is blocked");
        Refuse(
            migrationBuilder,
            "Subjects_released",
            "BEFORE UPDATE OF State ON Subjects",
            $"OLD.State IN (1, 2) AND NEW.State = 0 AND {LastBlockEvent} NOT IN (1, 3)",
            "the record is blocked and no release is recorded");
        Refuse(
            migrationBuilder,
            "Subjects_released_for_destruction",
            "BEFORE UPDATE OF State ON Subjects",
            $"OLD.State = 1 AND NEW.State IN (2, 3, 4) AND {LastBlockEvent} <> 4",
            "the record is blocked and no release for destruction is recorded");
    }

    // The triggers of the table go with it and come again.
    private static void Cluster(MigrationBuilder migrationBuilder, string table, string columns)
    {
        var names = string.Join(", ", columns.Split(',').Select(column => column.Trim().Split(' ')[0]));
        migrationBuilder.Sql(
            $"""
            CREATE TABLE {table}_by_key (
                {columns},
                CONSTRAINT PK_{table} PRIMARY KEY (SubjectId, Sequence),
                CONSTRAINT FK_{table}_Subjects_SubjectId FOREIGN KEY (SubjectId) REFERENCES Subjects (Id) ON DELETE CASCADE
            ) WITHOUT ROWID;
            INSERT INTO {table}_by_key ({names}) SELECT {names} FROM {table} ORDER BY SubjectId, Sequence;
            DROP TABLE {table};
            ALTER TABLE {table}_by_key RENAME TO {table};
            """);
        Refuse(migrationBuilder, table + "_append_only", $"BEFORE UPDATE ON {table}", "TRUE", "history is never overwritten");
        Refuse(
            migrationBuilder,
            table + "_replaced",
            $"BEFORE INSERT ON {table}",
            $"EXISTS (SELECT 1 FROM {table} WHERE SubjectId = NEW.SubjectId AND Sequence = NEW.Sequence)",
            "history is never overwritten");
        Refuse(migrationBuilder, table + "_kept", $"BEFORE DELETE ON {table}", Held, "the history of a record that is held is kept");
    }

    private static void Refuse(MigrationBuilder migrationBuilder, string name, string moment, string condition, string reason) =>
        migrationBuilder.Sql($"CREATE TRIGGER {name} {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{reason}'); END;");
}
