using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>Keys of records that a restoration left out are kept until the records come back or somebody says that they are lost.</summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261202000000_KeptKeys")]
public sealed class KeptKeys : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            CREATE TABLE KeptKeys (
                Kind INTEGER NOT NULL,
                Id INTEGER NOT NULL,
                CONSTRAINT PK_KeptKeys PRIMARY KEY (Kind, Id));
            """);
}
