using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// The post of the responsible person in the languages of documents. What was entered before stays as it is: the ledger vouches for it. Policy 7.1.
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261125000000_PostsInLanguages")]
public sealed class PostsInLanguages : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE Appointments ADD COLUMN Posts TEXT NULL;");
}
