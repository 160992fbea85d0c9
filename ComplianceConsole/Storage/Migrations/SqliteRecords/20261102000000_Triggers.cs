using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// What the database itself refuses, whoever writes: changing a blocked record (Policy 2.1(7)), and rewriting history.
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261102000000_Triggers")]
public sealed class Triggers : Migration
{
    // SubjectState: 1 blocked, 2 released for destruction. BlockEventKind: 1 undone, 2 reason given, 3 unblocked, 4 released for destruction.
    private const string IsBlocked = "(SELECT State FROM Subjects WHERE Id = NEW.SubjectId) IN (1, 2)";
    private const string IsHeld = "(SELECT State FROM Subjects WHERE Id = OLD.SubjectId) IN (0, 1)";
    private const string LastOfBlock =
        "COALESCE((SELECT Kind FROM BlockEvents WHERE SubjectId = OLD.Id AND Kind <> 2 ORDER BY Sequence DESC LIMIT 1), 0)";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Refuse(migrationBuilder, "Subjects_blocked_change", "BEFORE UPDATE OF Profile, PolicyVersion ON Subjects", "OLD.State IN (1, 2)", "the record is blocked");
        Refuse(migrationBuilder, "Subjects_blocked_delete", "BEFORE DELETE ON Subjects", "OLD.State IN (0, 1)", "the record is held or blocked");
        Refuse(
            migrationBuilder,
            "Subjects_released",
            "BEFORE UPDATE OF State ON Subjects",
            $"OLD.State IN (1, 2) AND NEW.State = 0 AND {LastOfBlock} NOT IN (1, 3)",
            "the record is blocked and no release is recorded");
        Refuse(
            migrationBuilder,
            "Subjects_released_for_destruction",
            "BEFORE UPDATE OF State ON Subjects",
            $"OLD.State = 1 AND NEW.State IN (2, 3, 4) AND {LastOfBlock} <> 4",
            "the record is blocked and no release for destruction is recorded");
        Refuse(migrationBuilder, "ProfileChanges_blocked", "BEFORE INSERT ON ProfileChanges", IsBlocked, "the record is blocked");
        Refuse(migrationBuilder, "ConsentEvents_blocked", "BEFORE INSERT ON ConsentEvents", "NEW.Kind IN (0, 1, 2) AND " + IsBlocked, "the record is blocked");
        foreach (var table in (string[])["ProfileChanges", "ConsentEvents", "BlockEvents", "RequestSteps", "LedgerEntries"])
        {
            Refuse(migrationBuilder, table + "_append_only", $"BEFORE UPDATE ON {table}", "TRUE", "history is never overwritten");
        }

        // SQLite asks no trigger of deletion when "INSERT OR REPLACE" takes a row's place: it would overwrite what may be neither changed nor deleted.
        Refuse(migrationBuilder, "Subjects_replaced", "BEFORE INSERT ON Subjects", "EXISTS (SELECT 1 FROM Subjects WHERE Id = NEW.Id)", "the number is taken");
        Refuse(
            migrationBuilder,
            "LedgerEntries_replaced",
            "BEFORE INSERT ON LedgerEntries",
            "EXISTS (SELECT 1 FROM LedgerEntries WHERE \"Index\" = NEW.\"Index\")",
            "history is never overwritten");
        foreach (var table in (string[])["ProfileChanges", "ConsentEvents", "BlockEvents"])
        {
            Refuse(
                migrationBuilder,
                table + "_replaced",
                $"BEFORE INSERT ON {table}",
                $"EXISTS (SELECT 1 FROM {table} WHERE SubjectId = NEW.SubjectId AND Sequence = NEW.Sequence)",
                "history is never overwritten");
            Refuse(migrationBuilder, table + "_kept", $"BEFORE DELETE ON {table}", IsHeld, "the history of a record that is held is kept");
        }

        Refuse(migrationBuilder, "LedgerEntries_kept", "BEFORE DELETE ON LedgerEntries", "TRUE", "the ledger is never shortened");
    }

    private static void Refuse(MigrationBuilder migrationBuilder, string name, string moment, string condition, string reason) =>
        migrationBuilder.Sql($"CREATE TRIGGER {name} {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{reason}'); END;");
}
