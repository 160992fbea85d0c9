using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Destruction;

public sealed class CrashOrderTests
{
    [Theory]
    [InlineData(DestructionStep.Decide)]
    [InlineData(DestructionStep.Search)]
    [InlineData(DestructionStep.Key)]
    [InlineData(DestructionStep.Copies)]
    [InlineData(DestructionStep.Records)]
    public async Task Whatever_step_it_is_cut_short_after_the_next_sweep_brings_it_to_its_end(DestructionStep last)
    {
        await using var first = await OpenAsync();
        var subject = await first.AddGulnaraAsync();
        var other = await first.AddSubjectAsync((FieldCode.LastName, "Bolatov"), (FieldCode.Email, "bolatov@example.kz"));
        await GoAsync(first, subject, last);
        Assert.Equal(last == DestructionStep.Records ? SubjectState.Destroyed : SubjectState.ReleasedForDestruction, first.State(subject));
        Assert.True((await first.VerifyAsync()).Holds);
        await first.CloseAsync();

        await using var again = await TestStores.OpenAsync(first.Directory);
        await again.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);

        await AssertDestroyedAsync(again, subject);
        Assert.True((await again.ReadAsync(Actors.Dpo, other)).IsDone);
        Assert.Equal([other.Number], again.Keyring.FindSubjects(IdentifierKind.Email, "bolatov@example.kz", 1));
        Assert.Equal(1, TestStores.Sql(again.Files.Records, "SELECT COUNT(*) FROM Destructions WHERE DestroyedAt IS NOT NULL"));
    }

    [Fact]
    public async Task Until_the_last_step_nothing_says_destroyed_and_nobody_reads_it()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await GoAsync(stores, subject, DestructionStep.Key);

        Assert.Empty(stores.Search(DestructionStores.LastName));
        Assert.IsType<DestructionUnderWay>((await stores.ReadAsync(Actors.Dpo, subject)).Refusal);
        Assert.IsType<RecordBlocked>((await stores.ReadAsync(Actors.Staff, subject)).Refusal);
        Assert.Equal(
            DestructionStep.Records, (await stores.Destructions().FindUnfinishedAsync(subject, CancellationToken.None))!.Waits);
    }

    [Fact]
    public async Task A_copy_of_the_keyring_that_does_not_answer_keeps_it_from_destroyed()
    {
        var copy = new SilentCopy();
        await using var stores = await TestStores.OpenAsync(more: services => services.AddSingleton<ILiveKeyring>(copy));
        var subject = await stores.AddGulnaraAsync();
        await stores.DecideAsync(subject);

        Assert.Null(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        Assert.Equal(SubjectState.ReleasedForDestruction, stores.State(subject));
        Assert.Equal(
            DestructionStep.Copies, (await stores.Destructions().FindUnfinishedAsync(subject, CancellationToken.None))!.Waits);

        copy.Answers = true;
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        await AssertDestroyedAsync(stores, subject);
    }

    [Fact]
    public async Task Nothing_of_the_values_and_nothing_of_the_key_is_in_the_bytes_of_any_file()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.BlockAsync(subject);
        var wrapped = KeyOf(stores, subject);
        var hash = stores.StoredOf(IdentifierKind.Email, DestructionStores.Email, subject.Number);
        var profile = ProfileOf(stores, subject);
        Assert.Contains(Convert.ToHexString(wrapped), Hex(stores.Files.Keyring), StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexString(hash), Hex(stores.Files.Keyring), StringComparison.Ordinal);

        await stores.DecideAsync(subject);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));

        Assert.Empty(stores.FilesWith(DestructionStores.Values));
        Assert.DoesNotContain(Convert.ToHexString(wrapped), Hex(stores.Files.Keyring), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(hash), Hex(stores.Files.Keyring), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(profile), Hex(stores.Files.Records), StringComparison.Ordinal);
        foreach (var value in DestructionStores.Values)
        {
            Assert.Empty(stores.Search(value));
        }
    }

    [Fact]
    public async Task The_ledger_says_who_decided_and_that_it_was_destroyed_and_the_same_person_can_come_again()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.DecideAsync(subject);
        var at = await stores.Destructions().TryFinishAsync(subject, CancellationToken.None);

        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var entries = (await db.LedgerEntries.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken))
            .ConvertAll(row => CanonicalEncoding.Decode(row.Bytes));
        var decided = Assert.Single(entries, entry => string.Equals(entry.Operation, "test.destroy", StringComparison.Ordinal));
        var destroyed = Assert.Single(entries, entry => string.Equals(entry.Operation, "subject.destroyed", StringComparison.Ordinal));
        Assert.Equal((Actors.Dpo.Id, "9.7"), (decided.ActorId, decided.Clause));
        Assert.Equal(("destruction", "9.7", at), (destroyed.Action, destroyed.Clause, (NodaTime.Instant?)destroyed.At));
        Assert.Equal([subject.Number], destroyed.Subjects);
        Assert.NotEqual(subject, await stores.AddGulnaraAsync());
    }

    [Fact]
    public async Task What_is_destroyed_twice_is_destroyed_once()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.DecideAsync(subject);

        var finished = await Task.WhenAll(
            stores.Destructions().TryFinishAsync(subject, CancellationToken.None),
            stores.Destructions().TryFinishAsync(subject, CancellationToken.None));

        Assert.Single(finished, at => at is not null);
        Assert.Equal(0, await stores.Destructions().ResumeAsync(CancellationToken.None));
    }

    private static async Task<TestStores> OpenAsync()
    {
        var stores = await TestStores.OpenAsync();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        return stores;
    }

    private static async Task GoAsync(TestStores stores, SubjectId subject, DestructionStep last)
    {
        Assert.True((await stores.DecideAsync(subject)).IsDone);
        if (last >= DestructionStep.Search)
        {
            await stores.Destructions().EraseSearchAsync(subject, CancellationToken.None);
        }

        if (last >= DestructionStep.Key)
        {
            await stores.Destructions().DestroyKeyAsync(subject, CancellationToken.None);
        }

        if (last >= DestructionStep.Copies)
        {
            Assert.True(stores.Destructions().IsConfirmed(subject));
        }

        if (last >= DestructionStep.Records)
        {
            Assert.True((await stores.Destructions().DropAsync(subject, CancellationToken.None)).IsDone);
        }
    }

    private static async Task AssertDestroyedAsync(TestStores stores, SubjectId subject)
    {
        Assert.Equal(SubjectState.Destroyed, stores.State(subject));
        Assert.Null(stores.Keyring.Open(KeyHolder.Subject, subject.Number));
        Assert.NotNull(stores.Keyring.DestroyedAt(KeyHolder.Subject, subject.Number));
        Assert.Empty(stores.Keyring.FindSubjects(IdentifierKind.Email, DestructionStores.Email, 1));
        Assert.Empty(stores.Search(DestructionStores.LastName));
        Assert.IsType<RecordDestroyed>((await stores.ReadAsync(Actors.Dpo, subject)).Refusal);
        Assert.True((await stores.VerifyAsync()).Holds);
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, $"SELECT LENGTH(Profile) FROM Subjects WHERE Id = {subject.Number}"));
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, $"SELECT COUNT(*) FROM BlockEvents WHERE SubjectId = {subject.Number}"));
    }

    private static string Hex(string file) => Convert.ToHexString(DestructionStores.BytesOf(file));

    private static byte[] KeyOf(TestStores stores, SubjectId subject) =>
        Blob(stores.Files.Keyring, $"SELECT WrappedKey FROM HolderKeys WHERE Kind = 0 AND Id = {subject.Number}");

    private static byte[] ProfileOf(TestStores stores, SubjectId subject) =>
        Blob(stores.Files.Records, $"SELECT Profile FROM Subjects WHERE Id = {subject.Number}");

    private static byte[] Blob(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (byte[])command.ExecuteScalar()!;
    }

    private sealed class SilentCopy : ILiveKeyring
    {
        public bool Answers { get; set; }

        public string Name => "copy";

        public bool Confirms(KeyHolder kind, long id) => Answers;
    }
}
