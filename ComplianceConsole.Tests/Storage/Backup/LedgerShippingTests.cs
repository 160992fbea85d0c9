using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>The ledger's tail and the tombstones go to the copies, durably and whole, whatever cuts it short.</summary>
public sealed class LedgerShippingTests
{
    [Fact]
    public async Task Every_copy_holds_the_whole_ledger_and_the_head_that_vouches_for_it()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync(copies.One, copies.Two);
        var subject = await stores.AddGulnaraAsync();
        Copies.Ship(stores);
        await stores.ReadAsync(Actors.Dpo, subject);
        Copies.Ship(stores);

        AssertWhole(stores, copies.One);
        AssertWhole(stores, copies.Two);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(200)]
    public async Task What_a_crash_cut_short_is_taken_away_and_shipped_again(int cut)
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var subject = await stores.AddGulnaraAsync();
        Copies.Ship(stores);
        await stores.ReadAsync(Actors.Dpo, subject);
        Copies.Ship(stores);
        await stores.CloseAsync();

        using (var torn = new FileStream(Assert.Single(new TailFolder(copies.One).Segments), FileMode.Open))
        {
            torn.SetLength(torn.Length - cut);
        }

        await using var again = await copies.OpenAsync(copies.One);
        Copies.Ship(again);
        AssertWhole(again, copies.One);
    }

    [Fact]
    public async Task A_copy_that_does_not_answer_keeps_nothing_back_and_is_made_good_later()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync(copies.Two, copies.One);
        var inTheWay = new TailFolder(copies.Two).Path;
        await File.WriteAllTextAsync(inTheWay, "", TestContext.Current.CancellationToken);
        await stores.AddGulnaraAsync();
        Copies.Ship(stores);
        AssertWhole(stores, copies.One);

        File.Delete(inTheWay);
        Copies.Ship(stores);

        AssertWhole(stores, copies.Two);
    }

    [Fact]
    public async Task Two_processes_ship_to_one_copy()
    {
        using var copies = new Copies();
        await using var one = await copies.OpenAsync(copies.One);
        await using var other = await copies.OpenAsync(copies.One);
        var subject = await one.AddGulnaraAsync();
        Copies.Ship(one);
        await other.ReadAsync(Actors.Dpo, subject);
        Copies.Ship(other);
        await one.ReadAsync(Actors.Dpo, subject);
        Copies.Ship(one);

        AssertWhole(one, copies.One);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_ledger_is_not_shipped_over_what_the_copy_knows(bool isOtherKey)
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await stores.AddGulnaraAsync();
        Copies.Ship(stores);
        await stores.CloseAsync();
        var before = await File.ReadAllBytesAsync(Assert.Single(new TailFolder(copies.One).Segments));
        if (isOtherKey)
        {
            Directory.Delete(copies.Data, recursive: true);
        }
        else
        {
            File.Delete(stores.Files.Records);
        }

        await using var another = await copies.OpenAsync(copies.One);
        await another.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await another.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        Copies.Ship(another);

        var after = await File.ReadAllBytesAsync(Assert.Single(new TailFolder(copies.One).Segments));
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Tombstones_are_shipped_once_and_nobody_can_add_one()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync(copies.One);
        var subject = await stores.AddGulnaraAsync();
        await stores.DecideAsync(subject);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        Copies.Ship(stores);
        Copies.Ship(stores);
        var keys = stores.Services.GetRequiredService<KeyFiles>();
        var folder = new TailFolder(copies.One);
        Assert.Equal(stores.Keyring.AllTombstones(), new TombstoneShipment(folder, keys.Ledger).Read());

        var forger = new TombstoneShipment(folder, new byte[32]);
        forger.Ship([new Tombstone(ComplianceConsole.Storage.Rows.KeyHolder.Subject, 77, stores.Clock.Now, ExternalId: null, LiftedAt: null)]);

        Assert.Equal([subject.Number], new TombstoneShipment(folder, keys.Ledger).Read().Select(one => one.Id));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(copies.One, "*", SearchOption.AllDirectories), file => Holds(file, DestructionStores.Email));
    }

    private static bool Holds(string file, string value) =>
        File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(value)) >= 0;

    private static void AssertWhole(TestStores stores, string copy)
    {
        var parts = new TailFolder(copy).Read().ToList();
        var entries = parts.Where(part => part.Head is null).ToList();
        Assert.True(stores.Services.GetRequiredService<RecordsStore>().Ledger.Authenticator.IsGenuine(parts[^1].Head!));
        Assert.Equal(TestStores.Sql(stores.Files.Records, "SELECT Size FROM LedgerHeads"), parts[^1].Head!.Size);
        Assert.Equal(Enumerable.Range(0, entries.Count).Select(index => (long)index), entries.Select(entry => entry.Index));
        Assert.Equal(CompactRange.FromLeaves(entries.Select(entry => entry.Leaf)).Root(), parts[^1].Head!.Root);
        Assert.Equal(
            TestStores.Sql(stores.Files.Records, "SELECT SUM(COALESCE(length(Details), 0)) FROM LedgerEntries"),
            entries.Sum(entry => entry.Details?.Length ?? 0));
    }
}
