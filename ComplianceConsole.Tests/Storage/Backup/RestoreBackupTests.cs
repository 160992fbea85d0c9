using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>What comes back from a backup, with the keyring that is there or that of a copy.</summary>
public sealed class RestoreBackupTests
{
    [Fact]
    public async Task The_records_come_back_with_the_whole_ledger_behind_them_and_everything_holds()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var before = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Email, "ermekova@example.kz"));
        await stores.TakeAsync(copies.Backup("b1"));
        var after = await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        await stores.BlockAsync(before);
        var head = await stores.EndAsync();

        var restored = (await copies.RestoreAsync(copies.Backup("b1"), copies.One)).Value;

        Assert.Equal((head, 0L, 1), (restored.OfBackup + restored.Replayed, restored.Lost, restored.SubjectsMissing));
        Assert.Equal(copies.Data + Path.DirectorySeparatorChar + "console.db.replaced-1", restored.SetAside);
        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal("Ermekova", (await again.ReadAsync(Actors.Dpo, before)).Value[FieldCode.LastName]);
        Assert.Equal([before.Number], again.Search("Ermekova"));
        Assert.IsType<NotFound>((await again.ReadAsync(Actors.Dpo, after)).Refusal);
        Assert.True((await again.VerifyAsync()).Holds);
        Assert.Equal([before], restored.Blocked);
        Assert.Single(restored.ToRepeat);
    }

    [Fact]
    public async Task After_the_loss_of_the_data_the_keyring_comes_from_a_copy_and_everything_opens()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.DestroyAsync(await stores.AddGulnaraAsync());
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        foreach (var lost in Directory.EnumerateFiles(copies.Data, "*.db*"))
        {
            File.Delete(lost);
        }

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Value;

        Assert.Equal((Path.Combine(copies.One, "keys.db"), null, 0), (restored.KeyringFrom, restored.SetAside, restored.RowsSetBack));
        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal("Ermekova", (await again.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
        Assert.True((await again.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task After_the_loss_of_the_whole_data_a_backup_a_copy_and_a_place_of_the_root_key_bring_everyone_back()
    {
        using var copies = new Copies();
        var stores = await copies.OpenWithRootKeyAsync(copies.One);
        var kept = new List<SubjectId>();
        for (var number = 1; number <= 20; number++)
        {
            kept.Add(await stores.AddSubjectAsync((FieldCode.LastName, $"Ermekova-{number}")));
        }

        await stores.TakeAsync(copies.Backup("b0"));

        // Each destruction renews the root key: what stands in its place must be of today.
        var destroyed = kept[7];
        await stores.DestroyAsync(destroyed);
        kept.Remove(destroyed);
        await stores.EndAsync();
        Directory.Delete(copies.Data, recursive: true);

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, rootKey: copies.RootKey)).Value;

        Assert.Equal((Path.Combine(copies.One, "keys.db"), 1, 0L), (restored.KeyringFrom, restored.Destroyed, restored.Lost));
        await using var again = await copies.OpenWithRootKeyAsync(copies.One);
        foreach (var subject in kept)
        {
            Assert.StartsWith("Ermekova-", (await again.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName], StringComparison.Ordinal);
        }

        Assert.Equal(SubjectState.Destroyed, again.State(destroyed));
        var found = await again.VerifyAsync();
        Assert.True(found.Holds, found.Line);
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(copies.Data, "ledger.key")),
            await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(copies.RootKey)!, "ledger.key")));
    }

    [Fact]
    public async Task A_place_of_the_root_key_that_lacks_the_ledgers_key_is_given_it_and_another_key_there_is_refused()
    {
        using var copies = new Copies();
        await (await copies.OpenAsync()).CloseAsync();
        var place = Path.Combine(Path.GetDirectoryName(copies.RootKey)!, "ledger.key");

        await (await copies.OpenWithRootKeyAsync()).CloseAsync();
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(copies.Data, "ledger.key")), await File.ReadAllTextAsync(place));

        File.Delete(Path.Combine(copies.Data, "ledger.key"));
        await (await copies.OpenWithRootKeyAsync()).CloseAsync();
        Assert.True(File.Exists(Path.Combine(copies.Data, "ledger.key")));

        await File.WriteAllTextAsync(place, Convert.ToBase64String(new byte[32]));
        var refused = await Assert.ThrowsAsync<StoreException>(() => copies.OpenWithRootKeyAsync());
        Assert.Contains("differ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_restoration_is_opened_by_nothing_but_its_repetition()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        new RestoreMark(stores.Files).Set();

        await Assert.ThrowsAsync<StoreException>(() => copies.OpenAsync());
        Assert.True((await copies.RestoreAsync(copies.Backup("b0"))).IsDone);

        await using var again = await copies.OpenAsync();
    }

    [Fact]
    public async Task Requests_go_on_behind_the_numbers_that_the_replayed_ledger_names()
    {
        using var copies = new Copies();
        var stores = await (await copies.OpenAsync(RestoreDesk.Requests, copies.One)).WithRegistersAsync();
        Assert.Equal("R-2026-000001", await stores.RegisterAsync());
        await stores.TakeAsync(copies.Backup("b0"));
        Assert.Equal("R-2026-000002", await stores.RegisterAsync());
        Assert.Equal("R-2026-000003", await stores.RegisterAsync());
        await stores.EndAsync();

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal(0, restored.NumbersAtRisk);
        await using var again = await copies.OpenAsync(RestoreDesk.Requests, copies.One);
        Assert.Equal("R-2026-000004", await again.RegisterAsync());
        Assert.Equal("R-2026-000005", await again.RegisterAsync());
    }
}
