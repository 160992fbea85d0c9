using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteKeyring;

/// <summary>Tells one keyring from another, numbers its changes, and knows where live copies of it were made.</summary>
[DbContext(typeof(SqliteKeyringContext))]
[Migration("20261114000000_LiveCopies")]
public sealed class LiveCopies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            "CREATE TABLE KeyringStates (Id INTEGER NOT NULL CONSTRAINT PK_KeyringStates PRIMARY KEY, Identity BLOB NOT NULL, Generation INTEGER NOT NULL)");
        migrationBuilder.Sql("INSERT INTO KeyringStates (Id, Identity, Generation) VALUES (1, randomblob(16), 0)");
        migrationBuilder.Sql("CREATE TABLE KnownCopies (File TEXT NOT NULL CONSTRAINT PK_KnownCopies PRIMARY KEY)");
    }
}
