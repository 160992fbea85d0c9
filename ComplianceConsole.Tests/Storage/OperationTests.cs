using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage;

public sealed class OperationTests
{
    [Fact]
    public async Task A_read_is_in_the_ledger_and_the_ledger_holds()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Email, "a.ermekova@example.kz"));

        var profile = await stores.ReadAsync(Actors.Dpo, subject);

        Assert.Equal("Ermekova", profile.Value[FieldCode.LastName]);
        var verified = await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None);
        Assert.True(verified.Holds);
        Assert.Equal(2, verified.Ledger.Count);
    }

    [Fact]
    public async Task Waiting_reads_share_commits_and_none_is_lost()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => stores.ReadAsync(Actors.Dpo, subject)));

        var verified = await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None);
        Assert.True(verified.Holds);
        Assert.Equal(65, verified.Ledger.Count);
    }

    [Fact]
    public async Task Staff_see_names_and_masked_contacts()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync(
            (FieldCode.LastName, "Ermekova"),
            (FieldCode.Email, "a.ermekova@example.kz"),
            (FieldCode.BankCardNumber, "4000007070768988"));

        var profile = (await stores.ReadAsync(Actors.Staff, subject)).Value;

        Assert.Equal("Ermekova", profile[FieldCode.LastName]);
        Assert.Equal("a•••@example.kz", profile[FieldCode.Email]);
        Assert.DoesNotContain("8988", profile[FieldCode.BankCardNumber], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_without_the_right_are_refused_and_the_refusal_is_recorded()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        foreach (var actor in Actors.Without(Right.ReadSubject))
        {
            Assert.IsType<NotAllowed>((await stores.ReadAsync(actor, subject)).Refusal);
        }

        Assert.Equal(4, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task When_the_ledger_cannot_be_written_nothing_is_shown_and_nothing_is_changed()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        TestStores.Sql(
            stores.Files.Records,
            "CREATE TRIGGER refuse BEFORE INSERT ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'disk'); END");

        var read = await stores.ReadAsync(Actors.Dpo, subject);
        var change = await BlockAsync(stores, subject);

        Assert.IsType<StoreUnavailable>(read.Refusal);
        Assert.IsType<StoreUnavailable>(change.Refusal);
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT State FROM Subjects"));

        TestStores.Sql(stores.Files.Records, "DROP TRIGGER refuse");
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
    }

    [Fact]
    public async Task What_was_written_before_a_use_case_was_refused_does_not_stay()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        var result = await stores.Operation.ChangeAsync<Done>(
            Actors.Staff,
            Right.BlockSubject,
            "test.refused",
            async (scope, cancellation) =>
            {
                var row = await scope.Db.Subjects.SingleAsync(s => s.Id == subject.Number, cancellation);
                row.State = SubjectState.Blocked;
                await scope.Db.SaveChangesAsync(cancellation);
                return new RecordBlocked(subject, scope.Now);
            },
            CancellationToken.None);

        Assert.IsType<RecordBlocked>(result.Refusal);
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT State FROM Subjects"));
        Assert.Equal(2, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task A_store_that_failed_once_is_written_again()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        TestStores.Sql(
            stores.Files.Records,
            "CREATE TRIGGER refuse BEFORE INSERT ON BlockEvents BEGIN SELECT RAISE(ABORT, 'disk'); END");
        Assert.IsType<StoreUnavailable>((await BlockAsync(stores, subject)).Refusal);
        TestStores.Sql(stores.Files.Records, "DROP TRIGGER refuse");

        Assert.True((await BlockAsync(stores, subject)).IsDone);
        Assert.True((await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task A_blocked_record_stays_closed_to_staff_and_opens_for_the_responsible_persons_legal_handling()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        Assert.True((await BlockAsync(stores, subject)).IsDone);

        Assert.IsType<RecordBlocked>((await stores.ReadAsync(Actors.Staff, subject)).Refusal);
        Assert.IsType<RecordBlocked>((await stores.ReadAsync(Actors.Dpo, subject, Uses.Correct)).Refusal);
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
    }

    [Fact]
    public async Task The_database_refuses_to_change_a_blocked_record_whoever_writes()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await BlockAsync(stores, subject);

        foreach (var statement in (string[])
            [
                "UPDATE Subjects SET Profile = x'00'",
                "DELETE FROM Subjects",
                "UPDATE Subjects SET State = 0",
                "UPDATE BlockEvents SET Kind = 3",
            ])
        {
            Assert.Throws<SqliteException>(() => TestStores.Sql(stores.Files.Records, statement));
        }
    }

    [Fact]
    public async Task A_profile_moved_to_another_subject_does_not_open()
    {
        await using var stores = await TestStores.OpenAsync();
        var one = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var other = await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        TestStores.Sql(
            stores.Files.Records,
            $"UPDATE Subjects SET Profile = (SELECT Profile FROM Subjects WHERE Id = {one.Number}) WHERE Id = {other.Number}");

        Assert.IsType<StoreUnavailable>((await stores.ReadAsync(Actors.Dpo, other)).Refusal);
        Assert.True((await stores.ReadAsync(Actors.Dpo, one)).IsDone);
    }

    [Theory]
    [InlineData("console.db", "UPDATE Subjects SET Profile = zeroblob(100) WHERE Id = 2")]
    [InlineData("keys.db", "UPDATE HolderKeys SET WrappedKey = zeroblob(60) WHERE Kind = 0 AND Id = 2")]
    [InlineData("keys.db", "DELETE FROM HolderKeys WHERE Kind = 0 AND Id = 2")]
    public async Task One_damaged_record_among_many_is_set_aside_and_the_others_open(string file, string damage)
    {
        await using var stores = await TestStores.OpenAsync();
        var subjects = new List<long>();
        foreach (var name in (string[])["Ermekova", "Bolatov", "Sarina"])
        {
            subjects.Add((await stores.AddSubjectAsync((FieldCode.LastName, name))).Number);
        }

        TestStores.Sql(Path.Combine(stores.Directory, file), damage.Replace("Id = 2", $"Id = {subjects[1]}", StringComparison.Ordinal));
        var unreadable = new List<SubjectRow>();
        Task<Result<string>> OpenAsync(List<SubjectRow>? aside) =>
            stores.Operation.ReadAsync<string>(
                Actors.Dpo,
                Right.ReadSubject,
                "test.page",
                (scope, _) =>
                {
                    var opened = scope.OpenMany(scope.Find(subjects), Uses.Search, _ => true, unreadable: aside);
                    return Task.FromResult<Result<string>>(string.Join(' ', opened.Select(record => record.Held[FieldCode.LastName])));
                },
                CancellationToken.None);

        var page = await OpenAsync(unreadable);

        Assert.Equal("Ermekova Sarina", page.Value);
        Assert.Equal(subjects[1], Assert.Single(unreadable).Id);
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, $"SELECT COUNT(*) FROM LedgerSubjects WHERE SubjectId = {subjects[1]} AND EntryIndex = 3"));
        Assert.IsType<StoreUnavailable>((await OpenAsync(aside: null)).Refusal);
    }

    [Fact]
    public async Task Everything_opens_again_after_a_restart()
    {
        await using var first = await TestStores.OpenAsync();
        var subject = await first.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await first.CloseAsync();

        await using var again = await TestStores.OpenAsync(first.Directory);

        Assert.Equal("Ermekova", (await again.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
        Assert.True((await again.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task The_sweep_removes_a_key_without_records_so_that_the_person_can_be_entered_again()
    {
        await using var stores = await TestStores.OpenAsync();
        using (var crash = stores.Keyring.BeginChange())
        {
            var orphan = crash.Create(ComplianceConsole.Storage.Rows.KeyHolder.Subject);
            crash.Reserve(ComplianceConsole.Storage.Rows.IdentifierKind.Email, "a@example.kz", orphan.Id, pending: false);
            crash.Commit();
            orphan.Cipher.Dispose();
        }

        Assert.Equal(1, await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None));
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Email, "a@example.kz"));
        Assert.Equal(0, await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Details_swapped_between_entries_are_found()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        for (var i = 0; i < 2; i++)
        {
            await stores.Operation.ReadAsync<Done>(
                Actors.Dpo,
                Right.ReadSubject,
                "test.details",
                (scope, _) =>
                {
                    scope.Record(ProcessingAction.Use, "8.2", subject, details: new { i });
                    return Task.FromResult<Result<Done>>(default(Done));
                },
                CancellationToken.None);
        }

        TestStores.Sql(
            stores.Files.Records,
            """
            DROP TRIGGER LedgerEntries_append_only;
            UPDATE LedgerEntries SET Details = (SELECT Details FROM LedgerEntries WHERE "Index" = 2) WHERE "Index" = 1;
            """);

        var verified = await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None);
        Assert.Equal(1, verified.FirstBadIndex);
    }

    private static Task<Result<Done>> BlockAsync(TestStores stores, SubjectId subject) =>
        stores.Operation.ChangeAsync<Done>(
            Actors.Staff,
            Right.BlockSubject,
            "test.block",
            async (scope, cancellation) =>
            {
                var row = await scope.Db.Subjects.SingleAsync(s => s.Id == subject.Number, cancellation);
                scope.Db.BlockEvents.Add(
                    new()
                    {
                        SubjectId = row.Id,
                        Sequence = row.NextSequence++,
                        At = scope.Now,
                        Kind = BlockEventKind.Blocked,
                        ActorId = scope.Actor.Id,
                        ActorName = scope.Actor.Name,
                    });
                row.State = SubjectState.Blocked;
                row.BlockedAt = scope.Now;
                scope.Changed(row);
                scope.Record(ProcessingAction.Blocking, "2.1(7)", subject);
                return default(Done);
            },
            CancellationToken.None);
}
