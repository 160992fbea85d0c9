using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ComplianceConsole.Tests.Storage;

/// <summary>What a use case answers when something fails under it, and that the answer is true.</summary>
public sealed class OperationFailureTests
{
    [Fact]
    public async Task A_refusal_undoes_what_the_use_case_had_written_before_it_refused()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        var refused = await stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.BlockSubject,
            "test.half",
            async (scope, cancellation) =>
            {
                var row = await scope.Db.Subjects.SingleAsync(cancellation);
                row.State = SubjectState.Blocked;
                await scope.Db.SaveChangesAsync(cancellation);
                return new RecordBlocked(subject, scope.Now);
            },
            CancellationToken.None);

        Assert.IsType<RecordBlocked>(refused.Refusal);
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT State FROM Subjects"));
        Assert.Equal(2, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
        Assert.True(await HoldsAsync(stores));
    }

    [Fact]
    public async Task What_is_committed_is_said_to_be_done_though_a_follower_fails()
    {
        await using var stores = await TestStores.OpenAsync(more: services => services.AddSingleton<IAfterCommit, FailingFollower>());

        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        Assert.Equal("Ermekova", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
    }

    [Fact]
    public async Task What_is_committed_is_said_to_be_done_though_the_keyring_cannot_be_settled_and_the_sweep_settles_it()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.Email, "old@example.kz"));
        TestStores.Sql(
            stores.Files.Keyring,
            "CREATE TRIGGER refuse BEFORE UPDATE ON Identifiers BEGIN SELECT RAISE(ABORT, 'disk'); END");

        var changed = await MoveEmailAsync(stores, subject, "old@example.kz", "new@example.kz");

        Assert.True(changed.IsDone);
        TestStores.Sql(stores.Files.Keyring, "DROP TRIGGER refuse");
        await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);
        Assert.Empty(stores.Keyring.FindSubjects(IdentifierKind.Email, "old@example.kz", 1));
        Assert.Equal([subject.Number], stores.Keyring.FindSubjects(IdentifierKind.Email, "new@example.kz", 1));
    }

    [Fact]
    public async Task One_entry_that_cannot_be_written_does_not_keep_the_next_from_being_answered()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var unwritable = new Actor("half-\ud800", "Half a letter", Role.ResponsiblePerson);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => stores.ReadAsync(unwritable, subject).WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.True((await stores.ReadAsync(Actors.Dpo, subject).WaitAsync(TimeSpan.FromSeconds(20))).IsDone);
    }

    [Theory]
    [InlineData("UPDATE LedgerHeads SET Root = 'text'")]
    [InlineData("UPDATE LedgerHeads SET Tag = x'00'")]
    [InlineData("DELETE FROM LedgerHeads")]
    [InlineData("UPDATE LedgerHeads SET Size = 0")]
    public async Task A_ledger_that_does_not_match_its_head_shows_and_changes_nothing_more(string damage)
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        TestStores.Sql(stores.Files.Records, damage);

        Assert.IsType<StoreUnavailable>((await stores.ReadAsync(Actors.Dpo, subject)).Refusal);
        Assert.IsType<StoreUnavailable>((await MoveEmailAsync(stores, subject, null, "new@example.kz")).Refusal);
    }

    [Fact]
    public async Task An_older_ledger_put_in_place_of_the_one_this_process_knows_is_not_gone_on_with()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await using var connection = new SqliteConnection($"Data Source={stores.Files.Records}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        Run(connection, "CREATE TEMP TABLE old AS SELECT * FROM LedgerHeads");
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);

        Run(connection, "DROP TRIGGER LedgerEntries_kept");
        Run(connection, "DELETE FROM LedgerEntries WHERE \"Index\" = 1");
        Run(connection, "DELETE FROM LedgerHeads");
        Run(connection, "INSERT INTO LedgerHeads SELECT * FROM old");

        Assert.IsType<StoreUnavailable>((await stores.ReadAsync(Actors.Dpo, subject)).Refusal);
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_shown_and_nothing_is_changed_and_with_room_again_all_goes_on()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        SetOnHandles(stores, "PRAGMA max_page_count = 1");
        var read = await stores.Operation.ReadAsync<Done>(Actors.Dpo, Right.ReadSubject, "test.much", Much, CancellationToken.None);
        var change = await stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.BlockSubject,
            "test.much",
            async (scope, cancellation) =>
            {
                (await scope.Db.Subjects.SingleAsync(cancellation)).ConsentState = ConsentState.Withdrawn;
                await scope.Db.SaveChangesAsync(cancellation);
                return await Much(scope, cancellation);
            },
            CancellationToken.None);

        Assert.IsType<StoreUnavailable>(read.Refusal);
        Assert.IsType<StoreUnavailable>(change.Refusal);
        Assert.Equal(1, TestStores.Sql(stores.Files.Records, "SELECT ConsentState FROM Subjects"));
        Assert.Equal(1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));

        TestStores.ForgetConnections(stores.Files);
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
        Assert.True(await HoldsAsync(stores));

        static Task<Result<Done>> Much(OperationScope scope, CancellationToken cancellation)
        {
            for (var i = 0; i < 500; i++)
            {
                scope.Record(ProcessingAction.Use, "8.2", details: new { filler = new string('x', 1_000) });
            }

            return Task.FromResult<Result<Done>>(default(Done));
        }
    }

    [Fact]
    public async Task While_another_process_holds_the_records_nothing_is_shown_and_nothing_is_changed()
    {
        await using var stores = await ImpatientAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Email, "old@example.kz"));
        await using (var other = new SqliteConnection($"Data Source={stores.Files.Records}"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            Run(other, "BEGIN EXCLUSIVE");

            Assert.IsType<StoreUnavailable>((await stores.ReadAsync(Actors.Dpo, subject)).Refusal);
            Assert.IsType<StoreUnavailable>((await MoveEmailAsync(stores, subject, "old@example.kz", "new@example.kz")).Refusal);
            Run(other, "ROLLBACK");
        }

        Assert.Equal("old@example.kz", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.Email]);
        Assert.True(await HoldsAsync(stores));
    }

    [Fact]
    public async Task While_another_process_holds_the_keyring_nothing_is_changed()
    {
        await using var stores = await ImpatientAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.Email, "old@example.kz"));
        await using (var other = new SqliteConnection($"Data Source={stores.Files.Keyring}"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            Run(other, "BEGIN EXCLUSIVE");

            Assert.IsType<StoreUnavailable>((await MoveEmailAsync(stores, subject, "old@example.kz", "new@example.kz")).Refusal);
            Run(other, "ROLLBACK");
        }

        Assert.Equal("old@example.kz", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.Email]);
    }

    [Fact]
    public async Task A_records_store_that_can_only_be_read_shows_nothing()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        SetOnHandles(stores, "PRAGMA query_only = ON");

        Assert.IsType<StoreUnavailable>((await stores.ReadAsync(Actors.Dpo, subject)).Refusal);
        Assert.IsType<StoreUnavailable>((await MoveEmailAsync(stores, subject, from: null, "new@example.kz")).Refusal);

        TestStores.ForgetConnections(stores.Files);
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
    }

    [Fact]
    public async Task That_a_destroyed_record_was_asked_for_is_recorded_under_its_number_though_its_key_is_gone()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.PutAsync(subject, SubjectState.Destroyed);
        stores.Destroy(subject.Number);

        Assert.IsType<RecordDestroyed>((await stores.ReadAsync(Actors.Dpo, subject)).Refusal);

        Assert.Equal(2, TestStores.Sql(stores.Files.Records, $"SELECT COUNT(*) FROM LedgerSubjects WHERE SubjectId = {subject.Number}"));
        Assert.True(await HoldsAsync(stores));
    }

    private static async Task<TestStores> ImpatientAsync()
    {
        var directory = Path.Combine(Path.GetTempPath(), "console-tests", Guid.NewGuid().ToString("N"));
        return await TestStores.OpenAsync(
            directory,
            services => services.Replace(
                ServiceDescriptor.Singleton(new StoreFiles(directory, Path.Combine(directory, "root.key")) { Patience = 1 })));
    }

    private static Task<Result<Done>> MoveEmailAsync(TestStores stores, SubjectId subject, string? from, string to) =>
        stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.CorrectSubject,
            "test.move",
            async (scope, cancellation) =>
            {
                var opened = await scope.OpenAsync(subject, Uses.Correct, cancellation);
                if (!opened.TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                Assert.True(scope.MoveIdentifier(IdentifierKind.Email, from, to, subject.Number));
                record.Write(record.Held.With(FieldCode.Email, to, FieldSource.Correction, scope.Now));
                scope.Changed(record.Row, record.Held);
                return default(Done);
            },
            CancellationToken.None);

    private static async Task<bool> HoldsAsync(TestStores stores) =>
        (await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Holds;

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // Such a setting belongs to a connection's handle, and handles go back to the pool from which the console takes them.
    private static void SetOnHandles(TestStores stores, string sql)
    {
        stores.Services.GetRequiredService<RecordsStore>().DropWriter();
        var connectionString = SqliteStore.ConnectionString(stores.Files.Records);
        var handles = Enumerable.Range(0, 8).Select(_ => new SqliteConnection(connectionString)).ToList();
        foreach (var handle in handles)
        {
            handle.Open();
            Run(handle, sql);
        }

        handles.ForEach(handle => handle.Dispose());
    }

    private sealed class FailingFollower : IAfterCommit
    {
        public ValueTask AfterCommitAsync(Committed committed, CancellationToken cancellation) =>
            throw new System.Security.Cryptography.CryptographicException("A follower failed.");
    }
}
