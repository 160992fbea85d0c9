using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// A request that no clock runs for has a holder of its own, and a letter knows who wrote it. A closed request keeps the holder it had.
/// Policy 7.1.
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261123000000_Holders")]
public sealed class Holders : Migration
{
    // RequestStage: 6 closed, 7 refused.
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE Requests ADD COLUMN AssignedTo TEXT NULL;
            ALTER TABLE Requests ADD COLUMN AssignedName TEXT NULL;
            ALTER TABLE Notices ADD COLUMN QueuedById TEXT NULL;
            CREATE TRIGGER Requests_closed_holder BEFORE UPDATE OF AssignedTo, AssignedName ON Requests WHEN OLD.Stage IN (6, 7)
            BEGIN SELECT RAISE(ABORT, 'a closed request is not changed'); END;
            """);
}
