using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Storage;

/// <summary>
/// History that the database alone keeps: each statement is refused by the one trigger that is named, and goes through where that one is taken
/// away, so that it is known who refuses.
/// </summary>
public sealed class KeptRowsTests(KeptRowsTests.Shared shared) : IClassFixture<KeptRowsTests.Shared>
{
    private const string Rows =
        """
        INSERT INTO ProfileChanges (SubjectId, Sequence, At, Source, ActorId, ActorName, Details) VALUES (1, 101, 0, 0, 'a', 'A', x'00');
        INSERT INTO ConsentEvents (SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, Proof) VALUES (1, 102, 0, 0, 0, '2025-03', 0, '', x'00');
        INSERT INTO Requests (Id, Year, Serial, Kind, Applicant, Channel, IdentityCheck, Stage, SubjectId, Language, ReceivedAt, RegisteredAt, RegisteredBy, Version, Details)
            VALUES (1, 2026, 1, 0, 0, 1, 0, 0, NULL, 'en', 0, 0, 'A', 0, x'00'), (2, 2026, 2, 0, 0, 1, 0, 0, NULL, 'en', 0, 0, 'A', 0, x'00');
        INSERT INTO Reports (RequestId, Sequence, Kind, Language, PreparedAt, PreparedBy, Content, Digest, Pages) VALUES (1, 1, 'disclosure', 'en', 0, 'A', x'00', x'00', 1);
        UPDATE Requests SET Stage = 6 WHERE Id = 1;
        INSERT INTO Duties (Id, RequestId, Kind, Clause, TriggerAt, Term, DueDay, TargetDay, DueBefore, Provisional)
            VALUES (1, 2, 'disclose', '9.1', 0, '15d', '2026-12-05', '2026-12-04', 0, 0);
        INSERT INTO DutyMoves (DutyId, At, ActorName, Year, OldDueDay, NewDueDay, OldTargetDay, NewTargetDay)
            VALUES (1, 0, 'A', 2026, '2026-12-05', '2026-12-06', '2026-12-04', '2026-12-05');
        INSERT INTO LedgerRequests (RequestId, EntryIndex) VALUES (1, 0);
        INSERT INTO LegalHolds (SubjectId, Number, Kind, Basis, SetAt, SetById, SetByName, LiftedAt) VALUES (1, 1, 0, x'00', 0, 'a', 'A', 5);
        INSERT INTO TangibleCopies (SubjectId, Number, Kind, NotedAt, NotedById, NotedByName, DestroyedAt) VALUES (1, 1, 0, 0, 'a', 'A', 5), (2, 1, 0, 0, 'a', 'A', 5),
            (3, 1, 0, 0, 'a', 'A', 5);
        INSERT INTO BlockEvents (SubjectId, Sequence, At, Kind, ActorId, ActorName) VALUES (2, 200, 9, 0, 'a', 'A'), (3, 200, 9, 0, 'a', 'A'), (3, 300, 9, 4, 'a', 'A');
        UPDATE Subjects SET State = 1, BlockedAt = 9, BlockedBy = 'a' WHERE Id IN (2, 3);
        UPDATE Subjects SET State = 2 WHERE Id = 3;
        UPDATE Subjects SET State = 3 WHERE Id = 3;
        """;

    [Theory]
    [InlineData(
        "ConsentEvents_blocked",
        "INSERT INTO ConsentEvents (SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, Proof) VALUES (2, 102, 0, 0, 0, '2025-03', 0, '', x'00')")]
    [InlineData("TangibleCopies_kept", "DELETE FROM TangibleCopies WHERE SubjectId = 3")]
    [InlineData("TangibleCopies_kept", "DELETE FROM TangibleCopies WHERE SubjectId = 1")]
    [InlineData("LegalHolds_kept", "DELETE FROM LegalHolds WHERE SubjectId = 1")]
    [InlineData("LedgerRequests_append_only", "UPDATE LedgerRequests SET RequestId = 2 WHERE RequestId = 1")]
    [InlineData("LedgerRequests_kept", "DELETE FROM LedgerRequests WHERE RequestId = 1")]
    [InlineData("DutyMoves_append_only", "UPDATE DutyMoves SET NewDueDay = '2027-12-31'")]
    [InlineData(
        "ProfileChanges_replaced",
        "INSERT OR REPLACE INTO ProfileChanges (SubjectId, Sequence, At, Source, ActorId, ActorName, Details) VALUES (1, 101, 9, 0, 'b', 'B', x'01')")]
    [InlineData(
        "ConsentEvents_replaced",
        "INSERT OR REPLACE INTO ConsentEvents (SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, Proof) VALUES (1, 102, 9, 0, 0, '2025-03', 0, '', x'01')")]
    [InlineData("Reports_closed", "UPDATE Reports SET Content = x'01' WHERE RequestId = 1")]
    [InlineData("Requests_kept", "DELETE FROM Requests WHERE Id = 2")]
    public async Task History_is_kept_by_the_trigger_that_is_there_for_it(string trigger, string statement)
    {
        // 1811: a trigger refused, and no rule of the table.
        Assert.Equal(1811, Assert.Throws<SqliteException>(() => TestStores.Sql(shared.Stores.Files.Records, statement)).SqliteExtendedErrorCode);

        await using var connection = new SqliteConnection($"Data Source={shared.Stores.Files.Records};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var aside = connection.BeginTransaction();
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA defer_foreign_keys = ON; DROP TRIGGER {trigger}; {statement}";
        Assert.True(await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) > 0);
        await aside.RollbackAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Stores that every refusal leaves as they are.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public TestStores Stores { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Stores = await TestStores.OpenAsync();
            foreach (var name in (string[])["Ermekova", "Orazov", "Bolatov"])
            {
                await Stores.AddSubjectAsync((FieldCode.LastName, name));
            }

            TestStores.Sql(Stores.Files.Records, Rows);
        }

        public ValueTask DisposeAsync() => Stores.DisposeAsync();
    }
}
