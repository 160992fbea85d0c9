using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// A blocked record stays as it is in every table that names its subject, whoever writes (Policy 2.1(7)): what belongs to it is neither
/// rewritten, nor handed to another, nor taken away. Left open is what the block itself is made of, the subject's own requests, and the
/// clocks that run on.
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261116000000_BlockedRows")]
public sealed class BlockedRows : Migration
{
    private const string Blocked = "the record is blocked";
    private const string Kept = "history is never overwritten";

    // SubjectState: 0 active, 1 blocked, 2 released for destruction. ConsentState: 2 withdrawn, 3 expired.
    private const string IsHeld = "(SELECT State FROM Subjects WHERE Id = OLD.SubjectId) IN (0, 1, 2)";
    private const string IsBlocked = "(SELECT State FROM Subjects WHERE Id = OLD.SubjectId) IN (1, 2)";
    private const string IsReportOfBlocked =
        "(SELECT State FROM Subjects WHERE Id = (SELECT SubjectId FROM Requests WHERE Id = OLD.RequestId)) IN (1, 2)";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        KeepSubject(migrationBuilder);
        foreach (var table in (string[])["ProfileChanges", "ConsentEvents", "BlockEvents", "Transfers"])
        {
            migrationBuilder.Sql($"DROP TRIGGER {table}_kept");
            Refuse(migrationBuilder, table + "_kept", $"BEFORE DELETE ON {table}", IsHeld, "the history of a record that is held is kept");
        }

        Refuse(
            migrationBuilder,
            "Transfers_replaced",
            "BEFORE INSERT ON Transfers",
            "EXISTS (SELECT 1 FROM Transfers WHERE SubjectId = NEW.SubjectId AND Sequence = NEW.Sequence)",
            Kept);
        KeepRequests(migrationBuilder);
        Keep(
            migrationBuilder,
            "Duties",
            "Id, RequestId, SubjectId, IncidentId, AfterId, PolicyVersion, Kind, Clause, TriggerAt, Term, LegalTerm",
            "held.Id = NEW.Id OR held.AfterId = NEW.AfterId");
        Keep(
            migrationBuilder,
            "Notices",
            "Id, Template, Channel, Language, RequestId, SubjectId, RecipientId, QueuedAt, QueuedBy, MessageId, AcknowledgeBefore",
            "held.Id = NEW.Id");
        Keep(migrationBuilder, "Destructions", "SubjectId, DecidedAt, ActorId, ActorName, Clause, RequestId, DutyId", "held.SubjectId = NEW.SubjectId");
        Refuse(
            migrationBuilder,
            "Destructions_blocked_insert",
            "BEFORE INSERT ON Destructions",
            "(SELECT State FROM Subjects WHERE Id = NEW.SubjectId) = 1",
            "the record is blocked and no release for destruction is recorded");
        foreach (var table in (string[])["LedgerSubjects", "LedgerRequests"])
        {
            Refuse(migrationBuilder, table + "_append_only", $"BEFORE UPDATE ON {table}", "TRUE", Kept);
            Refuse(migrationBuilder, table + "_kept", $"BEFORE DELETE ON {table}", "TRUE", "the ledger is never shortened");
        }
    }

    private static void KeepSubject(MigrationBuilder migrationBuilder)
    {
        // "UPDATE OR REPLACE" takes the row away whose number it takes, and asks no trigger of deletion.
        Refuse(migrationBuilder, "Subjects_number", "BEFORE UPDATE OF Id ON Subjects", "NEW.Id <> OLD.Id", "a number is given once");
        migrationBuilder.Sql("DROP TRIGGER Subjects_blocked_change");
        Refuse(
            migrationBuilder,
            "Subjects_blocked_change",
            "BEFORE UPDATE OF Profile, PolicyVersion, CreatedAt ON Subjects",
            "OLD.State IN (1, 2)",
            Blocked);
        Refuse(
            migrationBuilder,
            "Subjects_blocked_consent",
            "BEFORE UPDATE OF ConsentState ON Subjects",
            "OLD.State IN (1, 2) AND NEW.ConsentState <> OLD.ConsentState AND NEW.ConsentState NOT IN (2, 3)",
            Blocked);
        Refuse(
            migrationBuilder,
            "Subjects_blocked_since",
            "BEFORE UPDATE OF BlockedAt, BlockedBy ON Subjects",
            "OLD.State IN (1, 2) AND NEW.State IN (1, 2) AND (NEW.BlockedAt IS NOT OLD.BlockedAt OR NEW.BlockedBy IS NOT OLD.BlockedBy)",
            Blocked);
        migrationBuilder.Sql("DROP TRIGGER Subjects_blocked_delete");
        Refuse(
            migrationBuilder,
            "Subjects_blocked_delete",
            "BEFORE DELETE ON Subjects",
            "OLD.State IN (0, 1, 2)",
            "the record is held or blocked");
    }

    private static void KeepRequests(MigrationBuilder migrationBuilder)
    {
        Refuse(
            migrationBuilder,
            "Requests_number",
            "BEFORE UPDATE OF Id, Year, Serial ON Requests",
            "NEW.Id <> OLD.Id OR NEW.Year <> OLD.Year OR NEW.Serial <> OLD.Serial",
            "a number is given once");
        Refuse(
            migrationBuilder,
            "Requests_blocked",
            "BEFORE UPDATE OF SubjectId ON Requests",
            IsBlocked + " AND NEW.SubjectId IS NOT OLD.SubjectId",
            Blocked);
        Refuse(migrationBuilder, "RequestDocuments_blocked", "BEFORE DELETE ON RequestDocuments", IsBlocked, Blocked);
        Refuse(
            migrationBuilder,
            "Reports_blocked",
            "BEFORE UPDATE OF RequestId, Sequence, Kind, Language, PreparedAt, PreparedBy, Content, Digest, Pages ON Reports",
            IsReportOfBlocked,
            Blocked);
        Refuse(migrationBuilder, "Reports_blocked_delete", "BEFORE DELETE ON Reports", IsReportOfBlocked, Blocked);
        Refuse(
            migrationBuilder,
            "Reports_replaced",
            "BEFORE INSERT ON Reports",
            "EXISTS (SELECT 1 FROM Reports WHERE RequestId = NEW.RequestId AND Sequence = NEW.Sequence)",
            Kept);
    }

    // What a blocked subject's row says is not changed, and the row neither goes nor makes way for another.
    private static void Keep(MigrationBuilder migrationBuilder, string table, string columns, string isReplaced)
    {
        Refuse(migrationBuilder, table + "_blocked", $"BEFORE UPDATE OF {columns} ON {table}", IsBlocked, Blocked);
        Refuse(migrationBuilder, table + "_blocked_delete", $"BEFORE DELETE ON {table}", IsBlocked, Blocked);
        Refuse(
            migrationBuilder,
            table + "_replaced",
            $"BEFORE INSERT ON {table}",
            $"EXISTS (SELECT 1 FROM {table} held JOIN Subjects ON Subjects.Id = held.SubjectId WHERE ({isReplaced}) AND Subjects.State IN (1, 2))",
            Blocked);
    }

    private static void Refuse(MigrationBuilder migrationBuilder, string name, string moment, string condition, string reason) =>
        migrationBuilder.Sql($"CREATE TRIGGER {name} {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{reason}'); END;");
}
