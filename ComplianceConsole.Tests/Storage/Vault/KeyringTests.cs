using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Storage.Vault;

public sealed class KeyringTests
{
    [Fact]
    public async Task An_email_belongs_to_one_subject_also_when_two_reserve_it_at_once()
    {
        await using var stores = await TestStores.OpenAsync();

        var owners = await Task.WhenAll(
            Enumerable.Range(1, 8).Select(subject => Task.Run(() =>
            {
                using var change = stores.Keyring.BeginChange();
                var holder = change.Reserve(IdentifierKind.Email, "a@example.kz", subject, pending: false);
                change.Commit();
                return holder;
            })));

        Assert.Single(owners, owner => owner is null);
        Assert.Single(owners.OfType<long>().Distinct());
    }

    [Fact]
    public async Task A_phone_may_be_shared_and_finds_all_who_hold_it()
    {
        await using var stores = await TestStores.OpenAsync();
        using (var change = stores.Keyring.BeginChange())
        {
            Assert.Null(change.Reserve(IdentifierKind.Phone, "+77010000001", 1, pending: false));
            Assert.Null(change.Reserve(IdentifierKind.Phone, "+77010000001", 2, pending: false));
            change.Commit();
        }

        Assert.Equal([1, 2], stores.Keyring.FindSubjects(IdentifierKind.Phone, "+77010000001", 10));
    }

    [Fact]
    public async Task Numbers_are_never_given_twice()
    {
        await using var stores = await TestStores.OpenAsync();
        var first = Create(stores);
        using (var change = stores.Keyring.BeginChange())
        {
            change.RemoveOrphan(KeyHolder.Subject, first);
            change.Commit();
        }

        Assert.True(Create(stores) > first);
        Assert.Null(stores.Keyring.Open(KeyHolder.Subject, first));
    }

    [Fact]
    public async Task Another_root_key_is_refused_in_words()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.CloseAsync();
        await File.WriteAllTextAsync(stores.Files.RootKey, Convert.ToBase64String(new byte[32]));

        await Assert.ThrowsAsync<StoreException>(() => TestStores.OpenAsync(stores.Directory));
    }

    [Fact]
    public async Task A_missing_root_key_is_never_made_anew_beside_an_old_keyring()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.CloseAsync();
        File.Delete(stores.Files.RootKey);

        await Assert.ThrowsAsync<StoreException>(() => TestStores.OpenAsync(stores.Directory));
        Assert.False(File.Exists(stores.Files.RootKey));
    }

    [Fact]
    public async Task Key_files_are_for_the_owner_alone()
    {
        await using var stores = await TestStores.OpenAsync();

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var file in Directory.GetFiles(stores.Directory, "*.key"))
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == OwnerOnly);
        }
    }

    private static long Create(TestStores stores)
    {
        using var change = stores.Keyring.BeginChange();
        var holder = change.Create(KeyHolder.Subject);
        change.Commit();
        holder.Cipher.Dispose();
        return holder.Id;
    }
}
