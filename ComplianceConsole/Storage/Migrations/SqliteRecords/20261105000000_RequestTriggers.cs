using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// What the database itself refuses of requests and third parties, whoever writes: changing a closed request, rewriting its documents
/// and decisions, and handing on the data of a blocked record (Policy 2.1(7)).
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261105000000_RequestTriggers")]
public sealed class RequestTriggers : Migration
{
    // RequestStage: 6 closed, 7 refused. SubjectState: 0 active, 1 blocked, 2 released for destruction.
    private const string IsClosed = "(SELECT Stage FROM Requests WHERE Id = NEW.RequestId) IN (6, 7)";
    private const string IsBlocked = "(SELECT State FROM Subjects WHERE Id = NEW.SubjectId) IN (1, 2)";
    private const string IsHeld = "(SELECT State FROM Subjects WHERE Id = OLD.SubjectId) IN (0, 1)";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // A request of before asked one thing, its kind.
        migrationBuilder.Sql(
            """
            INSERT INTO RequestMatters (RequestId, Kind, Decision, DecidedAt, Ground, CarriedOutAt)
            SELECT Id, Kind,
                CASE Stage WHEN 7 THEN 2 WHEN 3 THEN 1 WHEN 6 THEN 1 ELSE 0 END,
                CASE WHEN Stage IN (3, 6, 7) THEN COALESCE(ClosedAt, ReceivedAt) END,
                NULL,
                CASE Stage WHEN 6 THEN ClosedAt END
            FROM Requests
            """);

        Refuse(
            migrationBuilder,
            "Requests_closed",
            "BEFORE UPDATE OF Year, Serial, Kind, Applicant, Channel, IdentityCheck, Stage, SubjectId, Language, ReceivedAt, ClosedAt, Details ON Requests",
            "OLD.Stage IN (6, 7)",
            "a closed request is not changed");
        Refuse(migrationBuilder, "RequestMatters_closed", "BEFORE UPDATE ON RequestMatters", IsClosed, "a closed request is not changed");
        Refuse(
            migrationBuilder,
            "RequestMatters_decided",
            "BEFORE UPDATE OF Decision, DecidedAt, Ground ON RequestMatters",
            "OLD.Decision <> 0",
            "a decision is not changed");
        Refuse(migrationBuilder, "RequestDocuments_append_only", "BEFORE UPDATE ON RequestDocuments", "TRUE", "history is never overwritten");
        Refuse(migrationBuilder, "DutyMoves_append_only", "BEFORE UPDATE ON DutyMoves", "TRUE", "history is never overwritten");
        Refuse(migrationBuilder, "Transfers_append_only", "BEFORE UPDATE ON Transfers", "TRUE", "history is never overwritten");
        Refuse(migrationBuilder, "Transfers_blocked", "BEFORE INSERT ON Transfers", IsBlocked, "the record is blocked");
        Refuse(migrationBuilder, "Transfers_kept", "BEFORE DELETE ON Transfers", IsHeld, "the history of a record that is held is kept");
    }

    private static void Refuse(MigrationBuilder migrationBuilder, string name, string moment, string condition, string reason) =>
        migrationBuilder.Sql($"CREATE TRIGGER {name} {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{reason}'); END;");
}
