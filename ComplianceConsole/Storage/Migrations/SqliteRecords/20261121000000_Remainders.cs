using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// What is left of depersonalised records, in the order of random handles alone: without row numbers, which would tell the order in which the
/// rows came. A remainder is never changed. Policy 2.1(11).
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261121000000_Remainders")]
public sealed class Remainders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE Destructions ADD COLUMN Remains TEXT NULL;
            CREATE TABLE Remainders (
                Handle TEXT NOT NULL,
                City INTEGER NULL,
                Year INTEGER NULL,
                Activity INTEGER NULL,
                UserType INTEGER NULL,
                CONSTRAINT PK_Remainders PRIMARY KEY (Handle)) WITHOUT ROWID;
            CREATE TRIGGER Remainders_kept BEFORE DELETE ON Remainders BEGIN SELECT RAISE(ABORT, 'figures are kept'); END;
            CREATE TRIGGER Remainders_changed BEFORE UPDATE ON Remainders BEGIN SELECT RAISE(ABORT, 'figures are never changed'); END;
            """);
}
