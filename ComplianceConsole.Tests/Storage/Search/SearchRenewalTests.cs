using System.Security.Cryptography;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Search;

/// <summary>After a destruction the index comes under a new key, and nothing that was written under the old says anything any more.</summary>
public sealed class SearchRenewalTests
{
    [Fact]
    public async Task After_a_destruction_the_index_stands_under_a_new_key_and_the_old_key_is_nowhere()
    {
        await using var stores = await OpenAsync();
        var kept = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        Assert.False(await RenewAsync(stores));
        var old = await File.ReadAllTextAsync(KeyFile(stores), TestContext.Current.CancellationToken);
        await DestroyAsync(stores);

        Assert.True(await RenewAsync(stores));

        var now = await File.ReadAllTextAsync(KeyFile(stores), TestContext.Current.CancellationToken);
        Assert.False(string.Equals(old, now, StringComparison.Ordinal));
        Assert.Equal([kept.Number], stores.Search("Ermekova"));
        Assert.Empty(stores.FilesWith(old.Trim()));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(stores.Directory), file => Path.GetFileName(file).StartsWith("index.key.", StringComparison.Ordinal));
        Assert.False(await RenewAsync(stores));
        var oldFingerprint = FingerprintOf(old);
        Assert.True(DestructionStores.BytesOf(stores.Files.Search).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(oldFingerprint)) < 0);
        Assert.True(UnixModeHolds(KeyFile(stores)));
        var later = await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        Assert.Equal([later.Number], stores.Search("omar"));
    }

    [Fact]
    public async Task Searching_and_changing_go_on_meanwhile_and_nothing_is_missed()
    {
        await using var stores = await OpenAsync();
        var first = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await DestroyAsync(stores);
        var index = stores.Services.GetRequiredService<SearchIndex>();
        using var ended = new CancellationTokenSource();
        var added = new List<long>();
        var busy = Task.Run(
            async () =>
            {
                while (!ended.IsCancellationRequested)
                {
                    added.Add((await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"))).Number);
                    Assert.Equal([first.Number], stores.Search("Ermekova"));
                    Assert.NotNull(index.AppliedIndex);
                }
            },
            TestContext.Current.CancellationToken);

        Assert.True(await RenewAsync(stores));
        await ended.CancelAsync();
        await busy;

        Assert.Equal(added.Order().Take(50), stores.Search("Omarova").Order());
    }

    [Fact]
    public async Task A_key_that_a_crash_put_in_place_without_its_index_builds_the_index_at_the_next_start()
    {
        var stores = await OpenAsync();
        var kept = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.CloseAsync();
        new IndexKeyFile(stores.Files).Replace(RandomNumberGenerator.GetBytes(BlindTokens.KeyLength));

        await using var again = await TestStores.OpenAsync(stores.Directory);
        Assert.Null(again.Services.GetRequiredService<SearchIndex>().AppliedIndex);
        await again.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);

        Assert.Equal([kept.Number], again.Search("Ermekova"));
    }

    [Fact]
    public async Task A_renewal_that_was_cut_short_leaves_the_old_index_answering_and_nothing_behind()
    {
        await using var stores = await OpenAsync();
        var kept = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await DestroyAsync(stores);
        using var cut = new CancellationTokenSource();
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stores.Services.GetRequiredService<SearchMaintenance>().RenewWhereDueAsync(cut.Token));

        using (stores.Services.GetRequiredService<SearchIndex>().BeginRenewal(RandomNumberGenerator.GetBytes(BlindTokens.KeyLength)))
        {
            Assert.Equal([kept.Number], stores.Search("Ermekova"));
        }

        Assert.True(await RenewAsync(stores));
        Assert.Equal([kept.Number], stores.Search("Ermekova"));
        Assert.Equal(0, TestStores.Sql(stores.Files.Search, "SELECT COUNT(*) FROM sqlite_schema WHERE name LIKE '%_next%'"));
    }

    [Fact]
    public async Task Another_process_that_has_the_index_open_takes_over_the_new_key_by_itself()
    {
        await using var stores = await OpenAsync();
        var kept = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await DestroyAsync(stores);
        var searching = await TestStores.OpenAsync(stores.Directory);
        var changing = await TestStores.OpenAsync(stores.Directory);
        Assert.Equal([kept.Number], searching.Search("Ermekova"));
        Assert.Equal([kept.Number], changing.Search("Ermekova"));

        Assert.True(await RenewAsync(stores));

        Assert.Equal([kept.Number], searching.Search("Ermekova"));
        var later = await changing.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        foreach (var one in new[] { stores, searching, changing })
        {
            Assert.Equal([later.Number], one.Search("Omarova"));
        }

        await searching.CloseAsync();
        await changing.CloseAsync();
    }

    private static async Task<TestStores> OpenAsync()
    {
        var stores = await TestStores.OpenAsync();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        return stores;
    }

    private static Task<bool> RenewAsync(TestStores stores) =>
        stores.Services.GetRequiredService<SearchMaintenance>().RenewWhereDueAsync(CancellationToken.None);

    private static async Task DestroyAsync(TestStores stores)
    {
        var subject = await stores.AddGulnaraAsync();
        Assert.True((await stores.DecideAsync(subject)).IsDone);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
    }

    private static string KeyFile(TestStores stores) => Path.Combine(stores.Directory, "index.key");

    private static string FingerprintOf(string key)
    {
        using var tokens = new BlindTokens(Convert.FromBase64String(key.Trim()));
        return tokens.Fingerprint;
    }

    private static bool UnixModeHolds(string file) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
