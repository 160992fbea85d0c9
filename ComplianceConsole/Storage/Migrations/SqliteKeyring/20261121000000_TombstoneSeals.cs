using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteKeyring;

/// <summary>Gives each tombstone an authentication code, so that one changed past the console is told.</summary>
[DbContext(typeof(SqliteKeyringContext))]
[Migration("20261121000000_TombstoneSeals")]
public sealed class TombstoneSeals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE Tombstones ADD COLUMN Seal BLOB NULL");
}
