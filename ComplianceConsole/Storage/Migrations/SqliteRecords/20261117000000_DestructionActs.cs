using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComplianceConsole.Storage.Migrations.SqliteRecords
{
    /// <summary>
    /// Keeps what an act of destruction says, and adds what a destruction waits for: a second person, copies outside the console, reasons to keep
    /// the data. The database itself refuses to decide a destruction while such a reason stands. Policy 2.1(10), 6.3, Law 8(2).
    /// </summary>
    [DbContext(typeof(SqliteRecordsContext))]
    [Migration("20261117000000_DestructionActs")]
    public sealed class DestructionActs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ActFacts",
                table: "Destructions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ActSerial",
                table: "Destructions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ActYear",
                table: "Destructions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "Destructions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DestructionProposals",
                columns: table => new
                {
                    SubjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Clause = table.Column<string>(type: "TEXT", nullable: false),
                    RequestId = table.Column<long>(type: "INTEGER", nullable: true),
                    DutyId = table.Column<long>(type: "INTEGER", nullable: true),
                    Language = table.Column<string>(type: "TEXT", nullable: true),
                    ReleasesBlock = table.Column<bool>(type: "INTEGER", nullable: false),
                    SubjectRevision = table.Column<long>(type: "INTEGER", nullable: false),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProposedById = table.Column<string>(type: "TEXT", nullable: false),
                    ProposedByName = table.Column<string>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedByName = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DestructionProposals", x => new { x.SubjectId, x.Number });
                    table.ForeignKey(
                        name: "FK_DestructionProposals_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LegalHolds",
                columns: table => new
                {
                    SubjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Basis = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Until = table.Column<string>(type: "TEXT", nullable: true),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SetById = table.Column<string>(type: "TEXT", nullable: false),
                    SetByName = table.Column<string>(type: "TEXT", nullable: false),
                    LiftedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LiftedById = table.Column<string>(type: "TEXT", nullable: true),
                    LiftedByName = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LegalHolds", x => new { x.SubjectId, x.Number });
                    table.ForeignKey(
                        name: "FK_LegalHolds_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TangibleCopies",
                columns: table => new
                {
                    SubjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Details = table.Column<byte[]>(type: "BLOB", nullable: true),
                    KeepUntil = table.Column<string>(type: "TEXT", nullable: true),
                    NotedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NotedById = table.Column<string>(type: "TEXT", nullable: false),
                    NotedByName = table.Column<string>(type: "TEXT", nullable: false),
                    DestroyedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Disposal = table.Column<int>(type: "INTEGER", nullable: true),
                    DestroyedById = table.Column<string>(type: "TEXT", nullable: true),
                    DestroyedByName = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TangibleCopies", x => new { x.SubjectId, x.Number });
                    table.ForeignKey(
                        name: "FK_TangibleCopies_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Destructions_ActYear_ActSerial",
                table: "Destructions",
                columns: new[] { "ActYear", "ActSerial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DestructionProposals_State",
                table: "DestructionProposals",
                column: "State");

            // SubjectState: 0 active, 1 blocked, 2 and above on the way to be destroyed or gone.
            Refuse(
                migrationBuilder,
                "Subjects_legal_hold",
                "BEFORE UPDATE OF State ON Subjects",
                "OLD.State IN (0, 1) AND NEW.State IN (2, 3, 4) AND EXISTS (SELECT 1 FROM LegalHolds WHERE SubjectId = OLD.Id AND LiftedAt IS NULL)",
                "the data must be kept for now");
            Refuse(
                migrationBuilder,
                "LegalHolds_kept",
                "BEFORE DELETE ON LegalHolds",
                "(SELECT State FROM Subjects WHERE Id = OLD.SubjectId) IN (0, 1)",
                "the history of a record that is held is kept");
            Refuse(migrationBuilder, "TangibleCopies_kept", "BEFORE DELETE ON TangibleCopies", "TRUE", "history is never overwritten");
            Replace(migrationBuilder, "LegalHolds");
            Replace(migrationBuilder, "TangibleCopies");
            Replace(migrationBuilder, "DestructionProposals");
        }

        // SQLite asks no trigger of deletion when "INSERT OR REPLACE" takes a row's place.
        private static void Replace(MigrationBuilder migrationBuilder, string table) =>
            Refuse(
                migrationBuilder,
                table + "_replaced",
                $"BEFORE INSERT ON {table}",
                $"EXISTS (SELECT 1 FROM {table} WHERE SubjectId = NEW.SubjectId AND Number = NEW.Number)",
                "history is never overwritten");

        private static void Refuse(MigrationBuilder migrationBuilder, string name, string moment, string condition, string reason) =>
            migrationBuilder.Sql($"CREATE TRIGGER {name} {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{reason}'); END;");
    }
}
