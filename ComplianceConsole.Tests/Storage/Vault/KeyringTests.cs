using System.Security.Cryptography;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

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
    public async Task A_missing_ledger_key_is_never_made_anew_beside_an_old_keyring()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.CloseAsync();
        var file = Path.Combine(stores.Directory, "ledger.key");
        File.Delete(file);

        await Assert.ThrowsAsync<StoreException>(() => TestStores.OpenAsync(stores.Directory));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_key_made_after_another_process_replaced_its_shelf_opens()
    {
        await using var stores = await TestStores.OpenAsync();
        Create(stores);
        await ReplaceShelvesAsync(stores);

        var holder = Create(stores);

        await stores.CloseAsync();
        await using var again = await TestStores.OpenAsync(stores.Directory);
        using var cipher = again.Keyring.Open(KeyHolder.Subject, holder);
        Assert.NotNull(cipher);
    }

    [Fact]
    public async Task Stores_that_are_no_database_are_refused_in_words()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.CloseAsync();
        await File.WriteAllTextAsync(stores.Files.Records, string.Concat(Enumerable.Repeat("no database ", 500)));

        await Assert.ThrowsAsync<StoreException>(() => TestStores.OpenAsync(stores.Directory));
    }

    [Fact]
    public async Task Every_file_is_for_the_owner_alone_also_in_a_folder_others_may_look_into()
    {
        var directory = Path.Combine(Path.GetTempPath(), "console-tests", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(directory);
        await using var stores = await TestStores.OpenAsync(directory);
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.NotEmpty(Directory.GetFiles(stores.Directory, "*.db-wal"));
        foreach (var file in Directory.GetFiles(stores.Directory))
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == OwnerOnly);
        }
    }

    internal static async Task ReplaceShelvesAsync(TestStores stores)
    {
        using var root = new AesGcm(Convert.FromBase64String(await File.ReadAllTextAsync(stores.Files.RootKey)), 16);
        await using var connection = new SqliteConnection($"Data Source={stores.Files.Keyring}");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        for (var shelf = 0; shelf < Keyring.Shelves; shelf++)
        {
            await using var update = connection.CreateCommand();
            update.CommandText = "UPDATE Shelves SET Version = Version + 1, WrappedKey = $key WHERE Id = $id";
            update.Parameters.AddWithValue("$key", KeyWrap.Wrap(root, RandomNumberGenerator.GetBytes(Cipher.KeyLength), KeyName.Shelf(shelf)));
            update.Parameters.AddWithValue("$id", shelf);
            await update.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
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
