using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// A closed request is history: the database refuses, whoever writes, to change it, to add to it anything but a correcting entry, and to
/// take away what was done with any request.
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261107000000_ClosedRequests")]
public sealed class ClosedRequests : Migration
{
    // RequestStage: 6 closed, 7 refused. RequestStep: 11 a correcting entry. SubjectState: 0 active, 1 blocked.
    private const string IsClosed = "(SELECT Stage FROM Requests WHERE Id = NEW.RequestId) IN (6, 7)";
    private const string WasClosed = "(SELECT Stage FROM Requests WHERE Id = OLD.RequestId) IN (6, 7)";
    private const string Unchanged = "a closed request is not changed";
    private const string Kept = "history is never overwritten";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // What was closed before letters had a time of their own was told when it was closed.
        migrationBuilder.Sql("DROP TRIGGER RequestMatters_closed");
        migrationBuilder.Sql(
            """
            UPDATE RequestMatters SET NotifiedAt = (SELECT ClosedAt FROM Requests WHERE Id = RequestId)
            WHERE (SELECT Stage FROM Requests WHERE Id = RequestId) IN (6, 7)
            """);
        Refuse(migrationBuilder, "RequestMatters_closed", "BEFORE UPDATE ON RequestMatters", IsClosed, Unchanged);

        migrationBuilder.Sql("DROP TRIGGER Requests_closed");
        Refuse(
            migrationBuilder,
            "Requests_closed",
            "BEFORE UPDATE OF Year, Serial, Kind, Applicant, Channel, IdentityCheck, Stage, SubjectId, Language, ReceivedAt, RegisteredAt, RegisteredBy, "
                + "ClosedAt, Details, EvidenceAt, NotifiedAt ON Requests",
            "OLD.Stage IN (6, 7)",
            Unchanged);
        Refuse(migrationBuilder, "Requests_kept", "BEFORE DELETE ON Requests", "TRUE", Kept);
        Refuse(
            migrationBuilder,
            "Requests_replaced",
            "BEFORE INSERT ON Requests",
            "EXISTS (SELECT 1 FROM Requests WHERE Id = NEW.Id OR (Year = NEW.Year AND Serial = NEW.Serial))",
            Kept);
        Refuse(
            migrationBuilder,
            "RequestSteps_closed",
            "BEFORE INSERT ON RequestSteps",
            $"{IsClosed} AND COALESCE(NEW.Step, 0) <> 11",
            Unchanged);
        foreach (var table in (string[])["RequestMatters", "RequestDocuments", "Reports"])
        {
            Refuse(migrationBuilder, table + "_closed_insert", $"BEFORE INSERT ON {table}", IsClosed, Unchanged);
        }

        Refuse(migrationBuilder, "Reports_closed", "BEFORE UPDATE ON Reports", WasClosed, Unchanged);
        Refuse(migrationBuilder, "RequestSteps_kept", "BEFORE DELETE ON RequestSteps", "TRUE", Kept);
        Refuse(migrationBuilder, "RequestMatters_kept", "BEFORE DELETE ON RequestMatters", "TRUE", Kept);

        // A document goes with the data of the person it is about, and with nothing else.
        Refuse(
            migrationBuilder,
            "RequestDocuments_kept",
            "BEFORE DELETE ON RequestDocuments",
            $"{WasClosed} AND COALESCE((SELECT State FROM Subjects WHERE Id = OLD.SubjectId), 0) IN (0, 1)",
            Kept);
        Replace(migrationBuilder, "RequestSteps", "Sequence");
        Replace(migrationBuilder, "RequestMatters", "Kind");
        Replace(migrationBuilder, "RequestDocuments", "Sequence");
    }

    // SQLite asks no trigger of deletion when "INSERT OR REPLACE" takes a row's place.
    private static void Replace(MigrationBuilder migrationBuilder, string table, string number) =>
        Refuse(
            migrationBuilder,
            table + "_replaced",
            $"BEFORE INSERT ON {table}",
            $"EXISTS (SELECT 1 FROM {table} WHERE RequestId = NEW.RequestId AND {number} = NEW.{number})",
            Kept);

    private static void Refuse(MigrationBuilder migrationBuilder, string name, string moment, string condition, string reason) =>
        migrationBuilder.Sql($"CREATE TRIGGER {name} {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{reason}'); END;");
}
