using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteKeyring;

/// <summary>Says under which outer keys the identifiers stand: at first under none.</summary>
[DbContext(typeof(SqliteKeyringContext))]
[Migration("20261122000000_OuterKey")]
public sealed class OuterKeyOfIdentifiers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE TABLE IdentifierKeys (
                Id INTEGER NOT NULL CONSTRAINT PK_IdentifierKeys PRIMARY KEY,
                Epoch INTEGER NOT NULL,
                RenewedTo INTEGER NOT NULL,
                Destroyed INTEGER NOT NULL)
            """);
        migrationBuilder.Sql("INSERT INTO IdentifierKeys (Id, Epoch, RenewedTo, Destroyed) VALUES (1, 0, 0, -1)");
    }
}
