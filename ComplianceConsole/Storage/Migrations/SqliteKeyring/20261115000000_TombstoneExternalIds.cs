using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteKeyring;

/// <summary>Keeps of a destroyed subject a keyed hash of the external id, so that an old export does not bring the person back.</summary>
[DbContext(typeof(SqliteKeyringContext))]
[Migration("20261115000000_TombstoneExternalIds")]
public sealed class TombstoneExternalIds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE Tombstones ADD COLUMN ExternalId BLOB NULL");
        migrationBuilder.Sql("ALTER TABLE Tombstones ADD COLUMN LiftedAt INTEGER NULL");
        migrationBuilder.Sql("CREATE INDEX IX_Tombstones_ExternalId ON Tombstones (ExternalId) WHERE ExternalId IS NOT NULL");
    }
}
