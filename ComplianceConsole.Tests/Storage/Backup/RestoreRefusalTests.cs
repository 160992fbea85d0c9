using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>What is not restored, and then nothing is changed.</summary>
public sealed class RestoreRefusalTests
{
    [Fact]
    public async Task An_old_keyring_in_place_is_refused_before_anything_is_replaced()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.CloseAsync();
        var old = await File.ReadAllBytesAsync(stores.Files.Keyring);
        stores = await copies.OpenAsync(copies.One);
        var subject = await stores.AddGulnaraAsync();
        await stores.TakeAsync(copies.Backup("b1"));
        await stores.EndAsync();
        await File.WriteAllBytesAsync(stores.Files.Keyring, old);
        var before = await File.ReadAllBytesAsync(stores.Files.Records);

        var refused = Assert.IsType<KeyringBehind>((await copies.RestoreAsync(copies.Backup("b1"), copies.One)).Refusal);

        Assert.Equal((stores.Files.Keyring, Path.Combine(copies.One, "keys.db")), (refused.Keyring, refused.Copy));
        Assert.Equal(before[100..], (await File.ReadAllBytesAsync(stores.Files.Records))[100..]);
        Assert.Empty(Directory.EnumerateFiles(copies.Data, "*re*ed*"));

        // As it says: moved away, the keyring comes from the copy.
        File.Delete(stores.Files.Keyring);
        Assert.True((await copies.RestoreAsync(copies.Backup("b1"), copies.One)).IsDone);
        await using var again = await copies.OpenAsync(copies.One);
        Assert.True((await again.ReadAsync(Actors.Dpo, subject)).IsDone);
    }

    [Fact]
    public async Task A_keyring_that_was_begun_anew_or_that_no_root_key_opens_is_refused_too()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        var root = await File.ReadAllTextAsync(stores.Files.RootKey);
        await File.WriteAllTextAsync(stores.Files.RootKey, Convert.ToBase64String(new byte[32]));
        Assert.IsType<NoRootKeyOpens>((await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Refusal);

        await File.WriteAllTextAsync(stores.Files.RootKey, root);
        foreach (var lost in Directory.EnumerateFiles(copies.Data, "*.db*"))
        {
            File.Delete(lost);
        }

        await (await copies.OpenAsync()).CloseAsync();
        Assert.IsType<KeyringBehind>((await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Refusal);
    }

    [Fact]
    public async Task A_backup_of_a_newer_version_is_refused()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        TestStores.Sql(
            Path.Combine(copies.Backup("b0"), "console.db"),
            "INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('20991231000000_Later', '99.0')");

        Assert.IsType<BackupNewer>((await copies.RestoreAsync(copies.Backup("b0"))).Refusal);
    }

    [Fact]
    public async Task Nothing_is_touched_while_a_console_has_the_records_open()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.TakeAsync(copies.Backup("b0"));

        Assert.IsType<DataInUse>((await copies.RestoreAsync(copies.Backup("b0"))).Refusal);

        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
        Assert.Empty(Directory.EnumerateFiles(copies.Data, "*restor*"));
    }

    [Fact]
    public async Task What_is_no_backup_of_this_console_is_refused_and_nothing_is_changed()
    {
        using var copies = new Copies();
        using var others = new Copies();
        var stores = await copies.OpenAsync();
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        var other = await others.OpenAsync();
        await other.TakeAsync(copies.Backup("foreign"));
        await other.EndAsync();
        Directory.CreateDirectory(copies.Backup("damaged"));
        var bytes = await File.ReadAllBytesAsync(Path.Combine(copies.Backup("b0"), "console.db"));
        bytes.AsSpan(bytes.Length / 2, 4_096).Fill(7);
        await File.WriteAllBytesAsync(Path.Combine(copies.Backup("damaged"), "console.db"), bytes);
        var before = await File.ReadAllBytesAsync(stores.Files.Records);

        Assert.IsType<BackupUnreadable>((await copies.RestoreAsync(copies.One)).Refusal);
        Assert.IsType<BackupUnreadable>((await copies.RestoreAsync(copies.Backup("damaged"))).Refusal);
        Assert.IsType<BackupForeign>((await copies.RestoreAsync(copies.Backup("foreign"))).Refusal);

        // But for its header, in which SQLite notes that nobody had it open.
        Assert.Equal(before[100..], (await File.ReadAllBytesAsync(stores.Files.Records))[100..]);
        await using var again = await copies.OpenAsync();
    }

    [Fact]
    public async Task Without_a_keyring_anywhere_nothing_is_restored()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        Directory.Delete(copies.Data, recursive: true);

        Assert.IsType<NoKeyring>((await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Refusal);
    }
}
