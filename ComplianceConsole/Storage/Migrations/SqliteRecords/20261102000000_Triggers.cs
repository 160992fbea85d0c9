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

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Refuse(migrationBuilder, "Subjects_blocked_change", "BEFORE UPDATE OF Profile, PolicyVersion ON Subjects", "OLD.State IN (1, 2)", "the record is blocked");
        Refuse(migrationBuilder, "Subjects_blocked_delete", "BEFORE DELETE ON Subjects", "OLD.State = 1", "the record is blocked");
        Refuse(
            migrationBuilder,
            "Subjects_released",
            "BEFORE UPDATE OF State ON Subjects",
            "OLD.State = 1 AND NEW.State <> 1 AND COALESCE((SELECT Kind FROM BlockEvents WHERE SubjectId = OLD.Id AND Kind <> 2 ORDER BY Sequence DESC LIMIT 1), 0) NOT IN (1, 3, 4)",
            "the record is blocked and no release is recorded");
        Refuse(migrationBuilder, "ProfileChanges_blocked", "BEFORE INSERT ON ProfileChanges", IsBlocked, "the record is blocked");
        Refuse(migrationBuilder, "ConsentEvents_blocked", "BEFORE INSERT ON ConsentEvents", "NEW.Kind IN (0, 1, 2) AND " + IsBlocked, "the record is blocked");
        foreach (var table in (string[])["ProfileChanges", "ConsentEvents", "BlockEvents", "RequestSteps", "LedgerEntries"])
        {
            Refuse(migrationBuilder, table + "_append_only", $"BEFORE UPDATE ON {table}", "TRUE", "history is never overwritten");
        }

        Refuse(migrationBuilder, "LedgerEntries_kept", "BEFORE DELETE ON LedgerEntries", "TRUE", "the ledger is never shortened");
    }

    private static void Refuse(MigrationBuilder migrationBuilder, string name, string moment, string condition, string reason) =>
        migrationBuilder.Sql($"CREATE TRIGGER {name} {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{reason}'); END;");
}
