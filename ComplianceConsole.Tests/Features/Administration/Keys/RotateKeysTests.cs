using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Administration.Keys;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Administration.Keys;

public sealed class RotateKeysTests : IDisposable
{
    private readonly string _copy = Directory.CreateTempSubdirectory("console-copy-").FullName;

    public void Dispose()
    {
        if (Directory.Exists(_copy))
        {
            Directory.Delete(_copy, recursive: true);
        }
    }

    [Fact]
    public async Task Afterwards_an_old_keyring_opens_nothing_at_all_and_everybody_still_opens()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var ids = stores.MakeKeys(2_000);
        var old = TreeStores.Archive(stores.Files.Keyring, "old.db");

        Assert.True((await RotateAsync(stores, Actors.Administrator)).IsDone);

        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
        Assert.Equal(2_000, stores.CountOpen(ids));
        Assert.Equal(Keyring.Shelves, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM Shelves WHERE Version = 2"));
        Assert.Empty(TreeStores.OpenedOf(old, stores.Files.Keyring, Assert.Single(TreeStores.RootKeysIn(stores.Directory))));
        Assert.All(stores.Services.GetRequiredService<KeyringCopies>().All, copy => Assert.Equal(CopyStanding.InStep, copy.State.Standing));
        Assert.True((await stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task It_is_an_administrators_and_stands_in_the_ledger()
    {
        await using var stores = await OpenAsync();

        Assert.IsType<NotAllowed>((await RotateAsync(stores, Actors.Staff)).Refusal);
        Assert.Equal(Keyring.Shelves, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM Shelves WHERE Version = 1"));
        var before = stores.Services.GetRequiredService<RecordsStore>().Ledger.Head?.Size ?? 0;
        Assert.True((await RotateAsync(stores, Actors.Administrator)).IsDone);
        Assert.Equal(before + 1, stores.Services.GetRequiredService<RecordsStore>().Ledger.Head!.Size);
    }

    [Fact]
    public async Task Without_a_copy_nothing_is_renewed()
    {
        await using var stores = await OpenAsync();
        Directory.Move(_copy, _copy + "-away");

        Assert.IsType<KeyringCopyAway>((await RotateAsync(stores, Actors.Administrator)).Refusal);
        Assert.Equal(Keyring.Shelves, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM Shelves WHERE Version = 1"));

        Directory.Move(_copy + "-away", _copy);
        Assert.True((await RotateAsync(stores, Actors.Administrator)).IsDone);
    }

    [Fact]
    public async Task One_that_is_cancelled_half_way_leaves_a_tree_that_holds()
    {
        await using var stores = await OpenAsync();
        var ids = stores.MakeKeys(2_000);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            stores.Services.GetRequiredService<RotateKeys>().HandleAsync(Actors.Administrator, new Stopper(stop), stop.Token));

        Assert.Equal(2_000, stores.CountOpen(ids));
        Assert.True(TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM Shelves WHERE Version = 2") is > 0 and < Keyring.Shelves);
        Assert.True((await stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Beside_a_destruction_whose_old_root_key_cannot_go_it_is_refused_in_words_and_can_be_begun_anew()
    {
        await using var stores = await OpenAsync();
        var ids = stores.MakeKeys(50);
        using (var reader = new SqliteConnection($"Data Source={stores.Files.Keyring};Pooling=False"))
        {
            var beside = new Half(() =>
            {
                reader.Open();
                using var begin = reader.CreateCommand();
                begin.CommandText = "BEGIN; SELECT COUNT(*) FROM HolderKeys;";
                begin.ExecuteScalar();
                stores.Destroy(ids[3]);
            });

            // A destruction half way, and then one from before.
            Assert.IsType<KeysBeingRenewed>((await RotateAsync(stores, Actors.Administrator, beside)).Refusal);
            Assert.IsType<KeysBeingRenewed>((await RotateAsync(stores, Actors.Administrator)).Refusal);
        }

        Assert.True(stores.Keyring.FinishRenewal());
        Assert.Equal(49, stores.CountOpen(ids));
        Assert.True((await RotateAsync(stores, Actors.Administrator)).IsDone);
        Assert.Equal(49, stores.CountOpen(ids));
        Assert.Single(TreeStores.RootKeysIn(stores.Directory));
    }

    [Fact]
    public async Task A_keyring_that_cannot_be_read_is_told_in_words()
    {
        await using var stores = await OpenAsync();
        TestStores.Sql(stores.Files.Keyring, "UPDATE Shelves SET WrappedKey = zeroblob(60) WHERE Id = 900");

        Assert.IsType<KeyringUnavailable>((await RotateAsync(stores, Actors.Administrator)).Refusal);
    }

    [Theory]
    [InlineData("UPDATE Shelves SET WrappedKey = zeroblob(60) WHERE Id = 7", "keyring: 7 does not hold (ShelfDoesNotOpen)")]
    [InlineData("UPDATE HolderKeys SET WrappedKey = zeroblob(60) WHERE Kind = 3", "keyring: Notice 1 does not hold (KeyDoesNotOpen)")]
    public async Task Verify_names_the_shelf_or_the_key_that_does_not_open(string damage, string line)
    {
        await using var stores = await TestStores.OpenAsync();
        using (var change = stores.Keyring.BeginChange())
        {
            change.Create(ComplianceConsole.Storage.Rows.KeyHolder.Notice).Cipher.Dispose();
            change.Commit();
        }

        Assert.True((await stores.VerifyAsync()).Holds);
        TestStores.Sql(stores.Files.Keyring, damage);

        Assert.Equal(line, (await stores.VerifyAsync()).Line);
    }

    [Fact]
    public async Task Verify_names_an_old_root_key_that_is_left()
    {
        await using var stores = await TestStores.OpenAsync();
        await File.WriteAllTextAsync(
            stores.Files.RootKey + ".next", Convert.ToBase64String(new byte[32]), TestContext.Current.CancellationToken);

        Assert.Equal("keyring: root.key.next does not hold (OldRootKeyLeft)", (await stores.VerifyAsync()).Line);

        Assert.True(stores.Keyring.FinishRenewal());
        Assert.True((await stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_lost_copy_is_made_anew_by_an_administrator_alone()
    {
        await using var stores = await OpenAsync();
        File.Delete(Path.Combine(_copy, "keys.db"));
        var standings = stores.Services.GetRequiredService<CopyStandings>();
        Assert.Equal(CopyStanding.Lost, Assert.Single(standings.Ask(Actors.Administrator).Value).Standing);

        Assert.IsType<NotAllowed>((await standings.MakeAnewAsync(Actors.Dpo, _copy, CancellationToken.None)).Refusal);
        Assert.IsType<NoKeyringCopy>((await standings.MakeAnewAsync(Actors.Administrator, "/elsewhere", CancellationToken.None)).Refusal);
        Assert.Equal(CopyStanding.InStep, (await standings.MakeAnewAsync(Actors.Administrator, _copy, CancellationToken.None)).Value.Standing);
    }

    private Task<TestStores> OpenAsync() =>
        TestStores.OpenAsync(
            more: services => services.AddSingleton<TreeRotation>().AddSingleton<RotateKeys>().AddSingleton<CopyStandings>(), copies: [_copy]);

    private static Task<Result<Done>> RotateAsync(TestStores stores, Actor actor, IProgress<int>? progress = null) =>
        stores.Services.GetRequiredService<RotateKeys>().HandleAsync(actor, progress, CancellationToken.None);

    private sealed class Half(Action there) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value == Keyring.Shelves / 2)
            {
                there();
            }
        }
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value > Keyring.Shelves / 2)
            {
                stop.Cancel();
            }
        }
    }
}
