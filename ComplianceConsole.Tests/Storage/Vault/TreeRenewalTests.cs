using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Storage.Vault;

public sealed class TreeRenewalTests
{
    // Enough for shelves that hold several keys.
    private const int Many = 3_000;

    [Fact]
    public async Task An_old_keyring_opens_nothing_destroyed_with_the_present_one_and_its_root_key()
    {
        await using var stores = await TestStores.OpenAsync();
        var ids = stores.MakeKeys(Many);
        long[] destroyed = [ids[5], ids[6], ids[1_500], ids[^1]];
        var before = TreeStores.Archive(stores.Files.Keyring, "old.db");
        Assert.Equal(Many, TreeStores.Attack(before, stores.Files.Keyring, TreeStores.RootKeysIn(stores.Directory)).Count);

        stores.Destroy(destroyed);
        Assert.True(stores.Keyring.FinishRenewal());

        var root = Assert.Single(TreeStores.RootKeysIn(stores.Directory));
        var opened = TreeStores.Attack(before, stores.Files.Keyring, root);
        Assert.Equal(ids.Except(destroyed).Order(), opened.Order());
        Assert.Equal(Many - destroyed.Length, stores.CountOpen(ids));
        Assert.Equal(0, stores.CountOpen(destroyed));
    }

    [Fact]
    public async Task Several_destructions_of_one_change_share_a_renewal_and_each_shelf_is_renewed_once()
    {
        await using var stores = await TestStores.OpenAsync();
        var ids = stores.MakeKeys(Many);

        stores.Destroy(ids[0], ids[Keyring.Shelves], ids[1]);

        Assert.Equal(2, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM Shelves WHERE Version = 2"));
        Assert.Equal(Keyring.Shelves - 2, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM Shelves WHERE Version = 1"));
        Assert.True(stores.Keyring.FinishRenewal());
    }

    [Fact]
    public async Task Changes_that_renew_follow_each_other_at_once()
    {
        await using var stores = await TestStores.OpenAsync();
        var ids = stores.MakeKeys(10);

        stores.Destroy(ids[0]);
        stores.Destroy(ids[1]);

        Assert.Single(TreeStores.RootKeysIn(stores.Directory));
        Assert.Equal(8, stores.CountOpen(ids));
    }

    [Fact]
    public async Task What_was_destroyed_before_renews_nothing_again()
    {
        await using var stores = await TestStores.OpenAsync();
        var ids = stores.MakeKeys(10);
        stores.Destroy(ids[0]);
        Assert.True(stores.Keyring.FinishRenewal());
        var root = Assert.Single(TreeStores.RootKeysIn(stores.Directory));

        stores.Destroy(ids[0]);

        Assert.Equal(root, Assert.Single(TreeStores.RootKeysIn(stores.Directory)));
    }

    [Theory]
    [InlineData("write next", false)]
    [InlineData("next written", false)]
    [InlineData("commit", false)]
    [InlineData("committed", true)]
    [InlineData("copies committed", true)]
    [InlineData("overwrite root.key", true)]
    [InlineData("rename root.key.next", true)]
    [InlineData("sync", true)]
    public async Task Wherever_a_renewal_is_cut_short_the_next_start_opens_every_survivor_and_leaves_one_root_key(string step, bool isDestroyed)
    {
        await using var first = await TestStores.OpenAsync();
        var ids = first.MakeKeys(Many);
        var old = TreeStores.Archive(first.Files.Keyring, "old.db");
        first.Keyring.Step = reached => CutShort.At(step, reached);

        Assert.Throws<CutShort>(() =>
        {
            first.Destroy(ids[7]);
            first.Keyring.FinishRenewal();
        });
        await first.CloseAsync();

        await using var again = await TestStores.OpenAsync(first.Directory);
        Assert.Equal(isDestroyed ? 0 : 1, again.CountOpen([ids[7]]));
        Assert.Equal(Many - 1, again.CountOpen(ids.Where(id => id != ids[7])));
        var root = Assert.Single(TreeStores.RootKeysIn(again.Directory));
        Assert.Equal(!isDestroyed, TreeStores.Attack(old, again.Files.Keyring, root).Contains(ids[7]));

        again.Destroy(ids[7], ids[8]);
        Assert.True(again.Keyring.FinishRenewal());
        Assert.Equal(Many - 2, again.CountOpen(ids));
    }

    [Fact]
    public async Task Every_place_of_the_root_key_is_renewed_and_a_place_that_is_away_stops_the_destruction()
    {
        var apart = Directory.CreateTempSubdirectory("console-root-").FullName;
        var place = Path.Combine(apart, "root.key");
        await using var stores = await TestStores.OpenAsync(rootKeys: [place]);
        var ids = stores.MakeKeys(3);
        Assert.Equal(TreeStores.RootKeysIn(stores.Directory), TreeStores.RootKeysIn(apart));

        Directory.Move(apart, apart + "-away");
        Assert.ThrowsAny<StoreException>(() => stores.Destroy(ids[0]));
        Assert.Equal(3, stores.CountOpen(ids));

        Directory.Move(apart + "-away", apart);
        Assert.True(stores.Keyring.FinishRenewal());
        stores.Destroy(ids[0]);
        Assert.True(stores.Keyring.FinishRenewal());
        Assert.Equal(Assert.Single(TreeStores.RootKeysIn(stores.Directory)), Assert.Single(TreeStores.RootKeysIn(apart)));
        Assert.Equal(2, stores.CountOpen(ids));
        Directory.Delete(apart, recursive: true);
    }

    [Fact]
    public async Task A_lost_root_key_is_put_back_from_another_place_and_a_stale_one_is_replaced()
    {
        var apart = Directory.CreateTempSubdirectory("console-root-").FullName;
        var place = Path.Combine(apart, "root.key");
        var first = await TestStores.OpenAsync(rootKeys: [place]);
        var ids = first.MakeKeys(3);
        var stale = await File.ReadAllTextAsync(place, TestContext.Current.CancellationToken);
        first.Destroy(ids[0]);
        Assert.True(first.Keyring.FinishRenewal());
        await first.CloseAsync();
        File.Delete(first.Files.RootKey);

        var second = await TestStores.OpenAsync(first.Directory, rootKeys: [place]);
        Assert.Equal(2, second.CountOpen(ids));
        Assert.True(File.Exists(second.Files.RootKey));
        await second.CloseAsync();
        await File.WriteAllTextAsync(place, stale, TestContext.Current.CancellationToken);

        await using var third = await TestStores.OpenAsync(first.Directory, rootKeys: [place]);
        Assert.Equal(2, third.CountOpen(ids));
        Assert.NotEqual(stale, await File.ReadAllTextAsync(place, TestContext.Current.CancellationToken), StringComparer.Ordinal);
        Directory.Delete(apart, recursive: true);
    }

    [Fact]
    public async Task Another_process_follows_renewals_reading_and_writing()
    {
        await using var server = await TestStores.OpenAsync();
        var ids = server.MakeKeys(Many);
        await using var verb = await TestStores.OpenAsync(server.Directory);
        Assert.Equal(Many, verb.CountOpen(ids));

        for (var round = 0; round < 3; round++)
        {
            server.Destroy(ids[round]);
            Assert.True(server.Keyring.FinishRenewal());
        }

        Assert.Equal(Many - 3, verb.CountOpen(ids));
        var more = verb.MakeKeys(Many);
        verb.Destroy(more[0]);
        Assert.True(verb.Keyring.FinishRenewal());
        Assert.Equal((2 * Many) - 4, server.CountOpen([.. ids, .. more]));
        Assert.All(server.Keyring.OpenMany(KeyHolder.Subject, more[1..]), cipher => Assert.NotNull(cipher));
    }

    [Fact]
    public async Task Who_reads_while_the_tree_is_renewed_reads_on()
    {
        await using var stores = await TestStores.OpenAsync();
        var ids = stores.MakeKeys(Many);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(
            () =>
            {
                var rounds = 0;
                do
                {
                    foreach (var cipher in stores.Keyring.OpenMany(KeyHolder.Subject, ids[100..200]))
                    {
                        Assert.NotNull(cipher);
                        cipher.Dispose();
                    }

                    Assert.Equal(100, stores.CountOpen(ids[200..300]));
                    rounds++;
                }
                while (!stop.IsCancellationRequested);

                return rounds;
            },
            CancellationToken.None);

        // Those that are read share their shelves with those that are destroyed.
        foreach (var id in ids[(100 + Keyring.Shelves)..(130 + Keyring.Shelves)])
        {
            stores.Destroy(id);
            stores.Keyring.FinishRenewal();
        }

        await stop.CancelAsync();
        Assert.True(await reading > 0);
    }

    [Fact]
    public async Task A_damaged_key_keeps_no_neighbour_from_being_destroyed()
    {
        await using var stores = await TestStores.OpenAsync();
        var ids = stores.MakeKeys(Many);
        TestStores.Sql(stores.Files.Keyring, $"UPDATE HolderKeys SET WrappedKey = zeroblob(60) WHERE Kind = 0 AND Id = {ids[Keyring.Shelves]}");

        stores.Destroy(ids[0]);

        Assert.Equal(Many - 3, stores.CountOpen(ids.Where(id => id != ids[Keyring.Shelves]).Skip(2)));
    }

    private sealed class CutShort(string step) : Exception(step)
    {
        public static void At(string wanted, string reached)
        {
            var words = reached.Split(' ', 2);
            var name = words.Length > 1 ? $"{words[0]} {Path.GetFileName(words[1])}" : reached;
            if (string.Equals(name, wanted, StringComparison.Ordinal) || (wanted is "sync" && reached.StartsWith("sync ", StringComparison.Ordinal)))
            {
                throw new CutShort(reached);
            }
        }
    }
}
