using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Vault;

public sealed class KeyringCopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-copies-").FullName;

    private string One => Path.Combine(_folder, "one");

    private string Two => Path.Combine(_folder, "two");

    public KeyringCopyTests()
    {
        Directory.CreateDirectory(One);
        Directory.CreateDirectory(Two);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_copy_holds_what_the_keyring_holds_when_a_change_is_done()
    {
        await using var stores = await OpenAsync();
        AssertSame(stores);

        var subject = await stores.AddGulnaraAsync();
        AssertSame(stores);

        await stores.DecideAsync(subject);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        AssertSame(stores);
        Assert.Empty(Rows(FileOf(One), "HolderKeys", "WHERE Kind = 0"));
    }

    [Fact]
    public async Task A_copy_put_in_the_place_of_a_lost_keyring_opens_everyone()
    {
        var first = await OpenAsync();
        var ids = first.MakeKeys(50);
        first.Destroy(ids[3]);
        Assert.True(first.Keyring.FinishRenewal());
        await first.CloseAsync();
        File.Delete(first.Files.Keyring);
        File.Copy(FileOf(One), first.Files.Keyring);

        await using var again = await OpenAsync(first.Directory);

        Assert.Equal(49, again.CountOpen(ids));
        Assert.All(Copies(again), copy => Assert.Equal(CopyStanding.InStep, copy.State.Standing));
    }

    [Fact]
    public async Task The_bytes_of_a_copy_hold_nothing_of_a_destroyed_key()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        var wrapped = Rows(FileOf(One), "HolderKeys", $"WHERE Kind = 0 AND Id = {subject.Number}").Single().Split('|')[^1];
        var hash = Convert.ToHexString(stores.StoredOf(IdentifierKind.Email, DestructionStores.Email, subject.Number));
        Assert.Contains(wrapped, Hex(One), StringComparison.Ordinal);
        Assert.Contains(hash, Hex(One), StringComparison.Ordinal);

        await stores.DecideAsync(subject);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));

        foreach (var copy in (string[])[One, Two])
        {
            Assert.DoesNotContain(wrapped, Hex(copy), StringComparison.Ordinal);
            Assert.DoesNotContain(hash, Hex(copy), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("file")]
    [InlineData("garbage")]
    [InlineData("locked")]
    [InlineData("empty mount")]
    public async Task A_copy_that_is_away_stops_destructions_alone_and_follows_by_itself_when_it_is_back(string way)
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        var destroyedBefore = stores.MakeKeys(1)[0];
        await stores.DecideAsync(subject);
        var back = TakeAway(way);

        var ids = stores.MakeKeys(20);
        Assert.Equal(20, stores.CountOpen(ids));
        Assert.NotEqual(CopyStanding.InStep, Copies(stores)[1].State.Standing);
        Assert.Equal(CopyStanding.InStep, Copies(stores)[0].State.Standing);
        Assert.Null(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        Assert.Equal(SubjectState.ReleasedForDestruction, stores.State(subject));
        Assert.Equal(1, stores.CountOpen([subject.Number]));
        Assert.Equal(
            DestructionStep.Copies, (await stores.Destructions().FindUnfinishedAsync(subject, CancellationToken.None))!.Waits);

        back();
        Assert.Equal(1, await stores.Destructions().ResumeAsync(CancellationToken.None));

        Assert.Equal(SubjectState.Destroyed, stores.State(subject));
        AssertSame(stores);
        Assert.Equal(20, stores.CountOpen(ids));
        Assert.Equal(1, stores.CountOpen([destroyedBefore]));
        Assert.True((await stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_copy_that_slept_through_a_destruction_loses_the_key_when_it_wakes_and_opens_nothing_before()
    {
        await using var stores = await OpenAsync();
        var ids = stores.MakeKeys(3_000);
        var asleep = TreeStores.Archive(FileOf(Two), "asleep.db");
        stores.Destroy(ids[0]);
        Assert.True(stores.Keyring.FinishRenewal());
        File.Copy(asleep, FileOf(Two), overwrite: true);
        Assert.DoesNotContain(
            ids[0], TreeStores.Attack(FileOf(Two), stores.Files.Keyring, Assert.Single(TreeStores.RootKeysIn(stores.Directory))));

        var more = stores.MakeKeys(1);

        AssertSame(stores);
        Assert.Equal(3_000, stores.CountOpen([.. ids, .. more]));
    }

    [Fact]
    public async Task A_large_copy_that_has_missed_changes_keeps_nobody_waiting_and_is_compared_by_itself()
    {
        await using var stores = await OpenAsync();
        var asleep = TreeStores.Archive(FileOf(Two), "asleep.db");
        var ids = stores.MakeKeys(20_100);
        File.Copy(asleep, FileOf(Two), overwrite: true);

        var more = stores.MakeKeys(1);
        Assert.Equal(CopyStanding.Away, Copies(stores)[1].State.Standing);

        Assert.True(Copies(stores)[1].CatchUp());
        AssertSame(stores);
        Assert.Equal(20_101, stores.CountOpen([.. ids, .. more]));
    }

    [Fact]
    public async Task A_copy_follows_also_while_the_keyring_goes_on()
    {
        await using var stores = await OpenAsync();
        stores.MakeKeys(20_100);
        var back = TakeAway("file");
        stores.MakeKeys(1);
        back();
        using var stop = new CancellationTokenSource();
        var making = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    stores.MakeKeys(1);
                }
            },
            CancellationToken.None);

        Assert.True(Copies(stores)[1].CatchUp());
        await stop.CancelAsync();
        await making;
        AssertSame(stores);
    }

    [Fact]
    public async Task A_lost_copy_is_made_anew_at_a_persons_word_alone()
    {
        await using var stores = await OpenAsync();
        File.Delete(FileOf(Two));
        var copy = Copies(stores)[1];

        Assert.False(copy.CatchUp());
        Assert.Equal(CopyStanding.Lost, copy.State.Standing);
        Assert.False(File.Exists(FileOf(Two)));

        Assert.True(copy.MakeAnew());
        AssertSame(stores);
    }

    [Fact]
    public async Task The_copy_of_another_keyring_is_left_alone()
    {
        await using (var other = await TestStores.OpenAsync(copies: [Two]))
        {
            other.MakeKeys(5);
        }

        var before = Hex(Two);
        await using var stores = await OpenAsync();

        stores.MakeKeys(1);

        Assert.Equal(CopyStanding.Foreign, Copies(stores)[1].State.Standing);
        Assert.Equal(before, Hex(Two));
    }

    [Fact]
    public async Task A_keyring_older_than_its_copy_is_refused_in_words()
    {
        var first = await OpenAsync();
        first.MakeKeys(5);
        var old = TreeStores.Archive(first.Files.Keyring, "old.db");
        first.MakeKeys(5);
        await first.CloseAsync();
        File.Delete(first.Files.Keyring + "-wal");
        File.Move(old, first.Files.Keyring, overwrite: true);
        File.Move(old + "-wal", first.Files.Keyring + "-wal");

        await Assert.ThrowsAsync<StoreException>(() => OpenAsync(first.Directory));
    }

    [Fact]
    public async Task Two_processes_keep_the_same_copies()
    {
        await using var server = await OpenAsync();
        await using var verb = await OpenAsync(server.Directory);

        await Task.WhenAll(
            Task.Run(() => Enumerable.Range(0, 20).Select(_ => server.MakeKeys(3).Length).Sum()),
            Task.Run(() => Enumerable.Range(0, 20).Select(_ => verb.MakeKeys(3).Length).Sum()));

        AssertSame(server);
        Assert.All([.. Copies(server), .. Copies(verb)], copy => Assert.Equal(CopyStanding.InStep, copy.State.Standing));
    }

    [Theory]
    [InlineData("committed")]
    [InlineData("copies committed")]
    public async Task A_crash_between_keyring_and_copies_keeps_the_old_root_key_until_they_have_followed(string step)
    {
        var first = await OpenAsync();
        var ids = first.MakeKeys(100);
        first.Keyring.Step = reached => _ = string.Equals(reached, step, StringComparison.Ordinal) ? throw new InvalidOperationException(step) : true;
        Assert.Throws<InvalidOperationException>(() => first.Destroy(ids[0]));
        await first.CloseAsync();
        Directory.Move(Two, Two + "-away");

        var without = await OpenAsync(first.Directory);
        Assert.False(without.Keyring.FinishRenewal());
        Assert.Equal(2, TreeStores.RootKeysIn(first.Directory).Length);
        Assert.Equal(99, without.CountOpen(ids));
        await without.CloseAsync();
        Directory.Move(Two + "-away", Two);

        await using var again = await OpenAsync(first.Directory);
        Assert.Single(TreeStores.RootKeysIn(first.Directory));
        Assert.Equal(99, again.CountOpen(ids));
        AssertSame(again);
    }

    private Task<TestStores> OpenAsync(string? directory = null) => TestStores.OpenAsync(directory, copies: [One, Two]);

    private static IReadOnlyList<KeyringCopy> Copies(TestStores stores) => stores.Services.GetRequiredService<KeyringCopies>().All;

    private Action TakeAway(string way)
    {
        var aside = Two + "-aside";
        switch (way)
        {
            case "folder":
                Directory.Move(Two, aside);
                return () => Directory.Move(aside, Two);
            case "empty mount":
                Directory.Move(Two, aside);
                Directory.CreateDirectory(Two);
                return () =>
                {
                    Directory.Delete(Two);
                    Directory.Move(aside, Two);
                };
            case "file":
                File.Move(FileOf(Two), aside);
                return () => File.Move(aside, FileOf(Two));
            case "garbage":
                File.Move(FileOf(Two), aside);
                File.WriteAllText(FileOf(Two), string.Concat(Enumerable.Repeat("no database ", 500)));
                return () => File.Move(aside, FileOf(Two), overwrite: true);
            default:
                var connection = new SqliteConnection($"Data Source={FileOf(Two)};Pooling=False");
                connection.Open();
                using (var command = connection.CreateCommand())
                {
                    command.CommandText = "BEGIN IMMEDIATE";
                    command.ExecuteNonQuery();
                }

                return connection.Dispose;
        }
    }

    private void AssertSame(TestStores stores)
    {
        foreach (var table in (string[])["Shelves", "HolderKeys", "Counters", "Identifiers", "IdentifierKeys", "Secrets", "Tombstones", "KeyringStates"])
        {
            var held = Rows(stores.Files.Keyring, table, "");
            Assert.Equal(held, Rows(FileOf(One), table, ""));
            Assert.Equal(held, Rows(FileOf(Two), table, ""));
        }
    }

    private static List<string> Rows(string file, string table, string where)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} {where} ORDER BY 1, 2";
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read())
        {
            found.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(column => rows[column] is byte[] bytes ? Convert.ToHexString(bytes) : rows[column].ToString())));
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static string FileOf(string directory) => Path.Combine(directory, "keys.db");

    private static string Hex(string directory) => Convert.ToHexString(DestructionStores.BytesOf(FileOf(directory)));
}
