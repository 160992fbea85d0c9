using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords;

/// <summary>
/// What a destruction waits for stays as it is too while the record is blocked, whoever writes: it is ended, lifted and ticked off, and neither
/// rewritten nor taken away. Policy 2.1(7), 6.3, Law 8(2).
/// </summary>
[DbContext(typeof(SqliteRecordsContext))]
[Migration("20261120000000_BlockedDestructionRows")]
public sealed class BlockedDestructionRows : Migration
{
    // SubjectState: 1 blocked, 2 released for destruction.
    private const string IsBlocked = "(SELECT State FROM Subjects WHERE Id = OLD.SubjectId) IN (1, 2)";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Keep(migrationBuilder, "LegalHolds", "SubjectId, Number, Kind, Basis, Until, SetAt, SetById, SetByName");
        Keep(
            migrationBuilder,
            "DestructionProposals",
            "SubjectId, Number, Clause, RequestId, DutyId, Language, ReleasesBlock, SubjectRevision, ProposedAt, ProposedById, ProposedByName");
        Keep(migrationBuilder, "TangibleCopies", "SubjectId, Number, Kind, KeepUntil, NotedAt, NotedById, NotedByName");
    }

    private static void Keep(MigrationBuilder migrationBuilder, string table, string columns)
    {
        Refuse(migrationBuilder, table + "_blocked", $"BEFORE UPDATE OF {columns} ON {table}", IsBlocked);
        Refuse(migrationBuilder, table + "_blocked_delete", $"BEFORE DELETE ON {table}", IsBlocked);
    }

    private static void Refuse(MigrationBuilder migrationBuilder, string name, string moment, string condition) =>
        migrationBuilder.Sql($"CREATE TRIGGER {name} {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, 'the record is blocked'); END;");
}
