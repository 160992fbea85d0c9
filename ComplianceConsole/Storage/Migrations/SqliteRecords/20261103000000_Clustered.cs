using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>Which entries concern whom, in the order in which that is asked: every audited read adds a row.</summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261103000000_Clustered")]
public sealed class Clustered : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ClusteredTable.Make(
            migrationBuilder, "LedgerSubjects", "SubjectId INTEGER NOT NULL, EntryIndex INTEGER NOT NULL", "SubjectId, EntryIndex");
        ClusteredTable.Make(
            migrationBuilder, "LedgerRequests", "RequestId INTEGER NOT NULL, EntryIndex INTEGER NOT NULL", "RequestId, EntryIndex");
    }
}
