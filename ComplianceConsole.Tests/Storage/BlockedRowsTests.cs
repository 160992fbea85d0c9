using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage;

/// <summary>A blocked record's rows, table by table, against raw SQL on the console's own connection. Policy 2.1(7).</summary>
public sealed class BlockedRowsTests(BlockedRowsTests.Shared shared) : IClassFixture<BlockedRowsTests.Shared>
{
    private const string Rows =
        """
        INSERT INTO ProfileChanges (SubjectId, Sequence, At, Source, ActorId, ActorName, Details) VALUES (1, 101, 0, 0, 'a', 'A', x'00');
        INSERT INTO ConsentEvents (SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, Proof) VALUES (1, 102, 0, 0, 0, '2025-03', 0, '', x'00');
        INSERT INTO BlockEvents (SubjectId, Sequence, At, Kind, ActorId, ActorName) VALUES (1, 103, 0, 1, 'a', 'A');
        INSERT INTO Recipients (Id, Name, Country, Email, Address, Language, Ground, ContractNumber, Purposes, Fields, CreatedAt, Version)
            VALUES (1, 'R', 'KZ', '', '', 'en', '3.1.1', '', '', '', 0, 0);
        INSERT INTO Transfers (SubjectId, Sequence, RecipientId, At, Purpose, Fields, ActorId, ActorName) VALUES (1, 104, 1, 0, '3.2.1', 'email', 'a', 'A');
        INSERT INTO Requests (Id, Year, Serial, Kind, Applicant, Channel, IdentityCheck, Stage, SubjectId, Language, ReceivedAt, RegisteredAt, RegisteredBy, Version, Details)
            VALUES (1, 2026, 1, 0, 0, 1, 0, 0, 1, 'en', 0, 0, 'A', 0, x'00'), (2, 2026, 2, 0, 0, 1, 0, 0, NULL, 'en', 0, 0, 'A', 0, x'00');
        INSERT INTO RequestDocuments (RequestId, Sequence, Kind, ReceivedAt, AddedAt, AddedBy, SubjectId, ContentType, Size, Name, Content)
            VALUES (1, 1, 0, 0, 0, 'A', 1, 'application/pdf', 1, x'00', x'00');
        INSERT INTO Reports (RequestId, Sequence, Kind, Language, PreparedAt, PreparedBy, Content, Digest, Pages)
            VALUES (1, 1, 'disclosure', 'en', 0, 'A', x'00', x'00', 1), (2, 1, 'disclosure', 'en', 0, 'A', x'00', x'00', 1);
        INSERT INTO Duties (Id, RequestId, SubjectId, AfterId, Kind, Clause, TriggerAt, Term, DueDay, TargetDay, DueBefore, Provisional)
            VALUES (1, 1, 1, 7, 'disclose', '9.1', 0, '15d', '2026-12-05', '2026-12-04', 0, 0), (2, 2, NULL, NULL, 'disclose', '9.1', 0, '15d', '2026-12-05', '2026-12-04', 0, 0);
        INSERT INTO Notices (Id, Template, State, Channel, Language, RequestId, SubjectId, QueuedAt, QueuedBy, MessageId, Attempts, Version)
            VALUES (1, 'answer', 0, 1, 'en', 1, 1, 0, 'A', 'm', 0, 0), (2, 'answer', 0, 1, 'en', 2, NULL, 0, 'A', 'n', 0, 0);
        INSERT INTO LegalHolds (SubjectId, Number, Kind, Basis, SetAt, SetById, SetByName, LiftedAt) VALUES (1, 1, 0, x'00', 0, 'a', 'A', 5);
        INSERT INTO DestructionProposals (SubjectId, Number, State, Clause, ReleasesBlock, SubjectRevision, ProposedAt, ProposedById, ProposedByName)
            VALUES (1, 1, 0, '9.7', 0, 0, 0, 'a', 'A');
        INSERT INTO TangibleCopies (SubjectId, Number, Kind, NotedAt, NotedById, NotedByName) VALUES (1, 1, 0, 0, 'a', 'A');
        """;

    /// <summary>Statements that change, replace or take away what belongs to subject 1, by table.</summary>
    public static TheoryData<string, string> Changes { get; } = new()
    {
        { "Subjects", "UPDATE Subjects SET Profile = x'00' WHERE Id = 1" },
        { "Subjects", "UPDATE Subjects SET PolicyVersion = '2023-01' WHERE Id = 1" },
        { "Subjects", "UPDATE Subjects SET CreatedAt = 0 WHERE Id = 1" },
        { "Subjects", "UPDATE Subjects SET ConsentState = 0 WHERE Id = 1" },
        { "Subjects", "UPDATE Subjects SET BlockedAt = 5 WHERE Id = 1" },
        { "Subjects", "UPDATE Subjects SET BlockedBy = 'another' WHERE Id = 1" },
        { "Subjects", "UPDATE Subjects SET State = 0, BlockedAt = NULL, BlockedBy = NULL WHERE Id = 1" },
        { "Subjects", "UPDATE Subjects SET State = 3 WHERE Id = 1" },
        { "Subjects", "UPDATE Subjects SET State = 4 WHERE Id = 1" },
        { "Subjects", "UPDATE OR REPLACE Subjects SET Id = 1 WHERE Id = 2" },
        { "Subjects", "INSERT OR REPLACE INTO Subjects SELECT * FROM Subjects WHERE Id = 1" },
        { "Subjects", "DELETE FROM Subjects WHERE Id = 1" },
        { "ProfileChanges", "INSERT INTO ProfileChanges SELECT SubjectId, 200, At, Source, ActorId, ActorName, Details, EvidenceFile FROM ProfileChanges" },
        { "ProfileChanges", "UPDATE ProfileChanges SET Details = x'01'" },
        { "ProfileChanges", "DELETE FROM ProfileChanges" },
        { "ConsentEvents", "UPDATE ConsentEvents SET Proof = x'01'" },
        { "ConsentEvents", "DELETE FROM ConsentEvents WHERE SubjectId = 1" },
        { "BlockEvents", "UPDATE BlockEvents SET Kind = 3" },
        { "BlockEvents", "DELETE FROM BlockEvents" },
        { "Transfers", "INSERT INTO Transfers SELECT SubjectId, 200, RecipientId, At, Purpose, Fields, ActorId, ActorName FROM Transfers" },
        { "Transfers", "INSERT OR REPLACE INTO Transfers SELECT * FROM Transfers" },
        { "Transfers", "UPDATE Transfers SET Fields = 'phone'" },
        { "Transfers", "DELETE FROM Transfers" },
        { "Requests", "UPDATE Requests SET SubjectId = NULL WHERE Id = 1" },
        { "Requests", "UPDATE Requests SET SubjectId = 2 WHERE Id = 1" },
        { "Requests", "UPDATE OR REPLACE Requests SET Id = 1 WHERE Id = 2" },
        { "Requests", "UPDATE OR REPLACE Requests SET Serial = 1 WHERE Id = 2" },
        { "Requests", "DELETE FROM Requests" },
        { "RequestDocuments", "UPDATE RequestDocuments SET Content = x'01'" },
        { "RequestDocuments", "DELETE FROM RequestDocuments" },
        { "Reports", "UPDATE Reports SET Content = x'01' WHERE RequestId = 1" },
        { "Reports", "UPDATE Reports SET Digest = x'01' WHERE RequestId = 1" },
        { "Reports", "INSERT OR REPLACE INTO Reports SELECT * FROM Reports WHERE RequestId = 1" },
        { "Reports", "DELETE FROM Reports WHERE RequestId = 1" },
        { "Duties", "UPDATE Duties SET SubjectId = NULL WHERE Id = 1" },
        { "Duties", "UPDATE Duties SET TriggerAt = 5 WHERE Id = 1" },
        { "Duties", "UPDATE OR REPLACE Duties SET Id = 9 WHERE Id = 1" },
        { "Duties", "INSERT OR REPLACE INTO Duties SELECT * FROM Duties WHERE Id = 1" },
        { "Duties", "DELETE FROM Duties WHERE Id = 1" },
        { "Notices", "UPDATE Notices SET SubjectId = NULL WHERE Id = 1" },
        { "Notices", "UPDATE Notices SET RecipientId = 1 WHERE Id = 1" },
        { "Notices", "INSERT OR REPLACE INTO Notices SELECT * FROM Notices WHERE Id = 1" },
        { "Notices", "DELETE FROM Notices WHERE Id = 1" },
        { "Destructions", "INSERT INTO Destructions (SubjectId, DecidedAt, ActorId, ActorName, Clause) VALUES (1, 0, 'a', 'A', '9.4')" },
        { "LegalHolds", "UPDATE LegalHolds SET Basis = x'01'" },
        { "LegalHolds", "UPDATE LegalHolds SET SubjectId = 2" },
        { "LegalHolds", "INSERT OR REPLACE INTO LegalHolds SELECT * FROM LegalHolds" },
        { "LegalHolds", "DELETE FROM LegalHolds" },
        { "DestructionProposals", "UPDATE DestructionProposals SET ProposedById = 'b'" },
        { "DestructionProposals", "INSERT OR REPLACE INTO DestructionProposals SELECT * FROM DestructionProposals" },
        { "DestructionProposals", "DELETE FROM DestructionProposals" },
        { "TangibleCopies", "UPDATE TangibleCopies SET SubjectId = 2" },
        { "TangibleCopies", "INSERT OR REPLACE INTO TangibleCopies SELECT * FROM TangibleCopies" },
        { "TangibleCopies", "DELETE FROM TangibleCopies" },
        { "LedgerSubjects", "UPDATE LedgerSubjects SET SubjectId = 2 WHERE SubjectId = 1" },
        { "LedgerSubjects", "DELETE FROM LedgerSubjects WHERE SubjectId = 1" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_blocked_record_s_rows_are_not_changed(string table, string statement)
    {
        await AssertRefusedAsync(shared.Blocked, table, statement);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Nor_those_of_one_released_for_destruction(string table, string statement)
    {
        // Destroying it is all that is left to do with it.
        var isItsEnd = statement.Contains("SET State = 3", StringComparison.Ordinal) || statement.Contains("SET State = 4", StringComparison.Ordinal);
        var changed = statement.StartsWith("INSERT INTO Destructions", StringComparison.Ordinal)
            ? "INSERT OR REPLACE INTO Destructions (SubjectId, DecidedAt, ActorId, ActorName, Clause) VALUES (1, 0, 'b', 'B', '9.7')"
            : statement;
        if (isItsEnd)
        {
            await using var stores = await ReleasedAsync();
            await RunAsync(stores, changed);
        }
        else
        {
            await AssertRefusedAsync(shared.Released, table, changed);
        }
    }

    [Theory]
    [InlineData("UPDATE Destructions SET Clause = '9.7'")]
    [InlineData("UPDATE Destructions SET SubjectId = 2")]
    [InlineData("DELETE FROM Destructions")]
    public async Task A_decided_destruction_stays_decided(string statement)
    {
        await AssertRefusedAsync(shared.Released, "Destructions", statement);
    }

    [Theory]
    [InlineData("UPDATE Subjects SET Profile = x'00', PolicyVersion = '2023-01', ConsentState = 0 WHERE Id = 1")]
    [InlineData("INSERT INTO ProfileChanges SELECT SubjectId, 200, At, Source, ActorId, ActorName, Details, EvidenceFile FROM ProfileChanges")]
    [InlineData("INSERT INTO Transfers SELECT SubjectId, 200, RecipientId, At, Purpose, Fields, ActorId, ActorName FROM Transfers")]
    [InlineData("UPDATE Requests SET SubjectId = NULL WHERE Id = 1")]
    [InlineData("DELETE FROM RequestDocuments")]
    [InlineData("UPDATE Reports SET Content = x'01' WHERE RequestId = 1")]
    [InlineData("DELETE FROM Duties WHERE Id = 1")]
    [InlineData("DELETE FROM Notices WHERE Id = 1")]
    public async Task It_is_the_block_that_refuses(string statement)
    {
        await using var stores = await FilledAsync();

        Assert.True(await RunAsync(stores, statement) > 0);
    }

    [Theory]
    [InlineData("UPDATE Duties SET EndedAt = 5, AssignedTo = 'a' WHERE Id = 1")]
    [InlineData("UPDATE Notices SET State = 2, Content = NULL WHERE Id = 1")]
    [InlineData("UPDATE Reports SET ApprovedAt = 5, ApprovedBy = 'A' WHERE RequestId = 1")]
    [InlineData("UPDATE Requests SET Stage = 1, IdentityCheck = 1 WHERE Id = 1")]
    [InlineData("UPDATE Subjects SET ConsentState = 2 WHERE Id = 1")]
    [InlineData("UPDATE TangibleCopies SET DestroyedAt = 5, Details = NULL")]
    [InlineData("UPDATE DestructionProposals SET State = 1, EndedAt = 5")]
    [InlineData("UPDATE Subjects SET Profile = x'00' WHERE Id = 2")]
    [InlineData("DELETE FROM Notices WHERE Id = 2")]
    public async Task The_subject_s_own_requests_and_everybody_else_s_records_go_on(string statement)
    {
        await using var stores = await BlockedAsync();

        Assert.True(await RunAsync(stores, statement) > 0);
    }

    [Fact]
    public async Task Every_table_that_names_a_subject_is_tried()
    {
        await using var stores = await TestStores.OpenAsync();
        await using var db = await ContextAsync(stores);
        var tables = db.Model.GetEntityTypes()
            .Where(type => type.ClrType == typeof(SubjectRow) || type.FindProperty("SubjectId") is not null)
            .Select(type => type.GetTableName()!);

        Assert.Empty(tables.Except(Changes.Select(row => row.Data.Item1), StringComparer.Ordinal));
    }

    private static async Task AssertRefusedAsync(TestStores stores, string table, string statement)
    {
        var before = await ImageAsync(stores, table);
        var refused = await Assert.ThrowsAsync<SqliteException>(() => RunAsync(stores, statement));

        // 1811: a trigger refused, and no rule of the table.
        Assert.Equal(1811, refused.SqliteExtendedErrorCode);
        Assert.Equal(before, await ImageAsync(stores, table));
    }

    private static async Task<string> ImageAsync(TestStores stores, string table)
    {
        await using var db = await ContextAsync(stores);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var text = new StringWriter();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            for (var i = 0; i < row.FieldCount; i++)
            {
                await text.WriteAsync(row[i] is byte[] bytes ? Convert.ToHexString(bytes) : row[i].ToString());
                await text.WriteAsync('|');
            }
        }

        return text.ToString();
    }

    private static async Task<int> RunAsync(TestStores stores, string sql)
    {
        TestStores.WritesPast(stores.Files.Records);
        await using var db = await ContextAsync(stores);
        return await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    private static Task<RecordsContext> ContextAsync(TestStores stores) =>
        stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    private static async Task<TestStores> FilledAsync()
    {
        var stores = await TestStores.OpenAsync();
        Assert.Equal(new SubjectId(1), await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova")));
        await stores.AddSubjectAsync((FieldCode.LastName, "Orazov"));
        await RunAsync(stores, Rows);
        return stores;
    }

    private static async Task<TestStores> BlockedAsync()
    {
        var stores = await FilledAsync();
        await RunAsync(
            stores,
            """
            INSERT INTO BlockEvents (SubjectId, Sequence, At, Kind, ActorId, ActorName) VALUES (1, 200, 9, 0, 'a', 'A');
            UPDATE Subjects SET State = 1, BlockedAt = 9, BlockedBy = 'a' WHERE Id = 1;
            """);
        return stores;
    }

    private static async Task<TestStores> ReleasedAsync()
    {
        var stores = await BlockedAsync();
        await RunAsync(
            stores,
            """
            INSERT INTO BlockEvents SELECT SubjectId, 300, At, 4, ActorId, ActorName, NULL FROM BlockEvents LIMIT 1;
            UPDATE Subjects SET State = 2 WHERE Id = 1;
            INSERT INTO Destructions (SubjectId, DecidedAt, ActorId, ActorName, Clause) VALUES (1, 0, 'a', 'A', '9.4');
            """);
        return stores;
    }

    /// <summary>Stores that every refusal leaves as they are.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public TestStores Blocked { get; private set; } = null!;

        public TestStores Released { get; private set; } = null!;

        public async ValueTask InitializeAsync() => (Blocked, Released) = (await BlockedAsync(), await ReleasedAsync());

        public async ValueTask DisposeAsync()
        {
            await Blocked.DisposeAsync();
            await Released.DisposeAsync();
        }
    }
}
