using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// Finds consents whose term runs out without reading every consent each hour: most stand until they are withdrawn and are not in this
/// index at all. Policy 4.4.
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261112000000_ConsentTerms")]
public sealed class ConsentTerms : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("CREATE INDEX IX_ConsentEvents_Until ON ConsentEvents (Until) WHERE Until IS NOT NULL");
}
