using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Storage;

/// <summary>Somebody with the file takes the triggers away and changes the records: what they did is found and named.</summary>
public sealed class RecordsComparisonTests
{
    private const string ConsentColumns = "At, Act, Kind, PolicyVersion, Channel, Purposes, Scope, Until, RequestId, Proof";

    [Theory]
    [InlineData("DELETE FROM BlockEvents", "BlockEvents 1/1", DifferenceKind.Missing)]
    [InlineData("DELETE FROM ConsentEvents", "ConsentEvents 2/1", DifferenceKind.Missing)]
    [InlineData("DELETE FROM ProfileChanges", "ProfileChanges 2/2", DifferenceKind.Missing)]
    [InlineData("DELETE FROM Subjects WHERE Id = 2", "subject S-0000002", DifferenceKind.Missing)]
    [InlineData("DELETE FROM RequestSteps", "RequestSteps 1/1", DifferenceKind.Missing)]
    [InlineData("DELETE FROM RequestMatters", "RequestMatters 1/0", DifferenceKind.Missing)]
    [InlineData("DELETE FROM Duties WHERE Id = 2", "Duties 2", DifferenceKind.Missing)]
    [InlineData("DELETE FROM Purposes", "Purposes 3.2.1", DifferenceKind.Missing)]
    [InlineData("UPDATE Subjects SET State = 0", "subject S-0000001", DifferenceKind.Changed)]
    [InlineData("UPDATE Subjects SET BlockedAt = BlockedAt + 1", "subject S-0000001", DifferenceKind.Changed)]
    [InlineData("UPDATE Subjects SET ConsentState = 2 WHERE Id = 2", "subject S-0000002", DifferenceKind.Changed)]
    [InlineData("UPDATE Subjects SET NextSequence = 1 WHERE Id = 2", "subject S-0000002", DifferenceKind.Changed)]
    [InlineData("UPDATE ConsentEvents SET At = At - 1", "ConsentEvents 2/1", DifferenceKind.Changed)]
    [InlineData("UPDATE ConsentEvents SET Until = '2027-01-01'", "ConsentEvents 2/1", DifferenceKind.Changed)]
    [InlineData("UPDATE BlockEvents SET ActorName = 'Somebody else'", "BlockEvents 1/1", DifferenceKind.Changed)]
    [InlineData("UPDATE Requests SET ReceivedAt = ReceivedAt + 1", "Requests 1", DifferenceKind.Changed)]
    [InlineData("UPDATE Duties SET TriggerAt = TriggerAt + 1 WHERE Id = 2", "Duties 2", DifferenceKind.Changed)]
    [InlineData("UPDATE Duties SET EndedAt = EndedAt - 1", "Duties 1", DifferenceKind.Changed)]
    [InlineData("UPDATE Duties SET EndedAt = NULL", "Duties 1", DifferenceKind.Changed)]
    [InlineData("UPDATE Purposes SET Ground = '3.1.2' WHERE Code = '3.2.1'", "Purposes 3.2.1", DifferenceKind.Changed)]
    [InlineData($"INSERT INTO ConsentEvents (SubjectId, Sequence, {ConsentColumns}) SELECT 1, 9, {ConsentColumns} FROM ConsentEvents", "ConsentEvents 1/9", DifferenceKind.Unknown)]
    [InlineData("UPDATE ConsentEvents SET SubjectId = 1, Sequence = 9", "ConsentEvents 1/9", DifferenceKind.Unknown)]
    [InlineData("UPDATE Subjects SET Id = 77 WHERE Id = 2", "subject S-0000002", DifferenceKind.Missing)]
    public async Task What_is_done_to_the_records_past_the_console_is_named(string damage, string name, DifferenceKind kind)
    {
        await using var stores = await RecordsAsync();
        Assert.EndsWith(", ok", (await VerifyAsync(stores)).Line, StringComparison.Ordinal);
        Tamper(stores, damage);

        var found = await VerifyAsync(stores);

        Assert.False(found.Holds);
        Assert.True(found.Ledger.Holds);
        Assert.Equal((name, kind), (found.FirstDifference!.Name.ToString(), found.FirstDifference.Kind));
    }

    [Fact]
    public async Task The_entry_that_last_recorded_the_row_is_told()
    {
        await using var stores = await RecordsAsync();
        Tamper(stores, "UPDATE Subjects SET BlockedBy = 'somebody' WHERE Id = 1");

        Assert.Equal("records: subject S-0000001 is not what the ledger last recorded (entry 6)", (await VerifyAsync(stores)).Line);
    }

    [Fact]
    public async Task Two_subjects_whose_profiles_are_swapped_are_named()
    {
        await using var stores = await RecordsAsync();
        Tamper(stores, "UPDATE Subjects SET Profile = (SELECT other.Profile FROM Subjects other WHERE other.Id = 3 - Subjects.Id)");

        var found = await VerifyAsync(stores);

        Assert.Equal((1, "subject S-0000001"), (found.FirstUnreadable, found.FirstDifference!.Name.ToString()));
    }

    [Fact]
    public async Task A_record_put_back_as_it_was_before_its_last_change_is_named()
    {
        await using var stores = await RecordsAsync();
        Tamper(stores, "CREATE TABLE older AS SELECT * FROM Subjects WHERE Id = 2");
        await CorrectAsync(stores, new SubjectId(2), "Bolatova");
        Tamper(stores, "UPDATE Subjects SET Profile = older.Profile, NextSequence = older.NextSequence FROM older WHERE older.Id = Subjects.Id");

        Assert.Equal("subject S-0000002", (await VerifyAsync(stores)).FirstDifference!.Name.ToString());
    }

    [Fact]
    public async Task A_whole_request_that_was_removed_is_named()
    {
        await using var stores = await RecordsAsync();
        Tamper(stores, "DELETE FROM RequestSteps; DELETE FROM RequestMatters; DELETE FROM Duties WHERE RequestId = 1; DELETE FROM Requests");

        var found = (await VerifyAsync(stores)).FirstDifference!;

        Assert.Equal((1, DifferenceKind.Missing), (found.Name.Number, found.Kind));
    }

    [Fact]
    public async Task What_was_tampered_with_stays_found_though_the_console_changes_the_record_again()
    {
        await using var stores = await RecordsAsync();
        Tamper(stores, "UPDATE Subjects SET PolicyVersion = '2024-06' WHERE Id = 2");

        await CorrectAsync(stores, new SubjectId(2), "Bolatova");

        var found = (await VerifyAsync(stores)).FirstDifference!;
        Assert.Equal(("subject S-0000002", DifferenceKind.Changed), (found.Name.ToString(), found.Kind));
    }

    [Fact]
    public async Task A_block_over_a_record_that_was_tampered_with_does_not_hide_it()
    {
        await using var stores = await RecordsAsync();
        Tamper(stores, "UPDATE Subjects SET ConsentState = 2 WHERE Id = 2");

        await BlockAsync(stores, new SubjectId(2));

        Assert.Equal("subject S-0000002", (await VerifyAsync(stores)).FirstDifference!.Name.ToString());
    }

    [Fact]
    public async Task A_row_that_stands_twice_is_found()
    {
        await using var stores = await RecordsAsync();
        Tamper(
            stores,
            "CREATE TABLE twice AS SELECT * FROM BlockEvents; INSERT INTO twice SELECT * FROM BlockEvents; "
                + "DROP TABLE BlockEvents; ALTER TABLE twice RENAME TO BlockEvents");

        Assert.Equal("BlockEvents 1/1", (await VerifyAsync(stores)).FirstDifference!.Name.ToString());
    }

    [Fact]
    public async Task What_is_changed_and_taken_back_in_use_cases_holds()
    {
        await using var stores = await RecordsAsync();
        var subject = new SubjectId(1);
        await stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.BlockSubject,
            "test.undo",
            scope =>
            {
                var row = scope.Find(subject)!;
                (row.State, row.BlockedAt, row.BlockedBy) = (SubjectState.Active, null, null);
                scope.WriteBlock(row, BlockEventKind.Undone);
                scope.Record(ProcessingAction.Blocking, "2.1(7)", subject);
                return default(Done);
            },
            CancellationToken.None);
        await BlockAsync(stores, subject);

        var found = await VerifyAsync(stores);

        Assert.True(found.Holds, found.Line);
        Assert.Equal(TestStores.Sql(stores.Files.Records, Rows), found.Records);
    }

    [Fact]
    public async Task Records_of_before_are_tied_to_the_ledger_at_the_next_start()
    {
        await using var first = await RecordsAsync();
        await first.CloseAsync();

        // As an earlier version left them: a ledger that vouches for no row.
        Tamper(first, "DELETE FROM LedgerEntries; DELETE FROM LedgerSubjects; DELETE FROM LedgerRequests; DELETE FROM LedgerHeads");
        TestStores.Sql(first.Files.Keyring, "DELETE FROM RememberedHeads");
        await using var stores = await TestStores.OpenAsync(first.Directory);
        Assert.True((await VerifyAsync(stores)).Holds);
        await CorrectAsync(stores, new SubjectId(2), "Bolatova");
        var found = await VerifyAsync(stores);
        Assert.True(found.Holds, found.Line);

        Tamper(stores, "UPDATE Subjects SET State = 0");

        Assert.Equal("records: subject S-0000001 is not what the ledger last recorded (entry 0)", (await VerifyAsync(stores)).Line);
    }

    [Fact]
    public async Task A_ledger_that_was_emptied_is_not_begun_again_over_the_records()
    {
        await using var first = await RecordsAsync();
        first.Services.GetRequiredService<HeadMemory>().Remember();
        await first.CloseAsync();
        Tamper(first, "DELETE FROM LedgerEntries; DELETE FROM LedgerSubjects; DELETE FROM LedgerRequests; DELETE FROM LedgerHeads; UPDATE Subjects SET State = 0");

        await using var stores = await TestStores.OpenAsync(first.Directory);

        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
        Assert.False((await VerifyAsync(stores)).Holds);
    }

    private const string Rows =
        """
        SELECT (SELECT COUNT(*) FROM Subjects) + (SELECT COUNT(*) FROM BlockEvents) + (SELECT COUNT(*) FROM ConsentEvents)
            + (SELECT COUNT(*) FROM ProfileChanges) + (SELECT COUNT(*) FROM Requests) + (SELECT COUNT(*) FROM RequestMatters)
            + (SELECT COUNT(*) FROM RequestSteps) + (SELECT COUNT(*) FROM Duties) + (SELECT COUNT(*) FROM Purposes)
        """;

    // Two subjects: the first blocked, which ended a duty; the second with a consent and a correction. A purpose, and a request with a duty.
    private static async Task<TestStores> RecordsAsync()
    {
        var stores = await TestStores.OpenAsync();
        var first = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var second = await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        await ChangeAsync(stores, scope =>
        {
            scope.Db.Purposes.Add(new PurposeRow { Code = "3.2.1", Title = new("a", "b", "c"), Ground = "3.1.1", Order = 1 });
            scope.Db.Duties.Add(DutyOf(requestId: null, first.Number, "block-on-complaint"));
        });
        await ChangeAsync(stores, scope =>
        {
            var request = RequestOf(scope);
            scope.Db.Requests.Add(request);
            scope.Db.Duties.Add(DutyOf(request.Id, subjectId: null, "disclose"));
        });
        await ChangeAsync(stores, scope =>
        {
            var row = scope.Db.Subjects.Single(subject => subject.Id == second.Number);
            var consent = new ConsentEvent(scope.Now, ConsentAct.Registration, ConsentEventKind.Given, "2025-03", Channel.Resource, ["3.2.1"], "proof");
            scope.Db.ConsentEvents.Add(consent.ToRow(row.Id, row.NextSequence++, [1, 2, 3]));
            scope.Changed(row);
        });
        await CorrectAsync(stores, second, "Bolatuly");
        await BlockAsync(stores, first);
        return stores;
    }

    private static RequestRow RequestOf(OperationScope scope)
    {
        var request = new RequestRow
        {
            Id = scope.CreateRequest().Id,
            Year = 2026,
            Serial = 1,
            Language = "en",
            ReceivedAt = scope.Now,
            RegisteredAt = scope.Now,
            RegisteredBy = "test",
            Details = [1],
        };
        request.Matters.Add(new RequestMatterRow { RequestId = request.Id, Kind = RequestKind.Disclosure });
        request.Steps.Add(new RequestStepRow { RequestId = request.Id, Sequence = 1, At = scope.Now, ActorId = "a", ActorName = "b" });
        return request;
    }

    private static DutyRow DutyOf(long? requestId, long? subjectId, string kind) =>
        new()
        {
            RequestId = requestId,
            SubjectId = subjectId,
            Kind = kind,
            Clause = "9.1",
            TriggerAt = Instant.FromUtc(2026, 11, 19, 6, 0),
            Term = "15d",
            DueDay = new LocalDate(2026, 12, 4),
            TargetDay = new LocalDate(2026, 12, 4),
        };

    private static Task CorrectAsync(TestStores stores, SubjectId subject, string name) =>
        ChangeAsync(stores, scope =>
        {
            var row = scope.Db.Subjects.Single(one => one.Id == subject.Number);
            scope.Db.ProfileChanges.Add(
                new ProfileChangeRow
                {
                    SubjectId = row.Id,
                    Sequence = row.NextSequence++,
                    At = scope.Now,
                    ActorId = "a",
                    ActorName = "b",
                    Details = [4, 5, 6],
                    EvidenceFile = new byte[10_000],
                });
            scope.Seal(row, Profile.Empty.With(FieldCode.LastName, name, FieldSource.Correction, scope.Now));
            scope.Changed(row);
        });

    private static Task BlockAsync(TestStores stores, SubjectId subject) =>
        ChangeAsync(stores, scope =>
        {
            var row = scope.Find(subject)!;
            (row.State, row.BlockedAt, row.BlockedBy) = (SubjectState.Blocked, scope.Now, scope.Actor.Id);
            scope.WriteBlock(row, BlockEventKind.Blocked, "asked by the subject");
        });

    private static async Task ChangeAsync(TestStores stores, Action<OperationScope> change)
    {
        var done = await stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.change",
            scope =>
            {
                change(scope);
                scope.Record(ProcessingAction.Administration, clause: null);
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(done.IsDone);
    }

    private static void Tamper(TestStores stores, string damage)
    {
        using var connection = new SqliteConnection($"Data Source={stores.Files.Records};Foreign Keys=False;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger'";
        var triggers = new List<string>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                triggers.Add(rows.GetString(0));
            }
        }

        foreach (var sql in (string[])[.. triggers, damage])
        {
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static Task<StoreVerification> VerifyAsync(TestStores stores) =>
        stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(progress: null, CancellationToken.None);
}
