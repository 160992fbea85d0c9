using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteKeyring;

/// <summary>Identifiers in the order in which they are looked up.</summary>
[DbContext(typeof(SqliteKeyringContext))]
[Migration("20261103000000_Clustered")]
public sealed class Clustered : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ClusteredTable.Make(
            migrationBuilder,
            "Identifiers",
            "Kind INTEGER NOT NULL, Hash BLOB NOT NULL, SubjectId INTEGER NOT NULL, Pending INTEGER NOT NULL",
            "Kind, Hash, SubjectId");
        migrationBuilder.Sql("CREATE UNIQUE INDEX IX_Identifiers_Kind_Hash ON Identifiers (Kind, Hash) WHERE Kind IN (0, 1)");
        migrationBuilder.Sql("CREATE INDEX IX_Identifiers_SubjectId ON Identifiers (SubjectId)");
    }
}
