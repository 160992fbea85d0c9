using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>Where two people are needed a group is proposed to be depersonalised together and approved as a whole. Policy 2.1(11).</summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261126000000_ProposedGroups")]
public sealed class ProposedGroups : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            ALTER TABLE DestructionProposals ADD COLUMN GroupId INTEGER NULL;
            ALTER TABLE DestructionProposals ADD COLUMN GroupSize INTEGER NULL;
            CREATE INDEX IX_DestructionProposals_GroupId ON DestructionProposals (GroupId);
            """);
}
