using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Storage.Vault;

/// <summary>What the keyring keeps of identifiers, of the living and of the destroyed, is tried by no dictionary without its own key.</summary>
public sealed class KeyedHashesTests
{
    private const string Living = "user-00017";
    private const string Gone = "user-00023";

    private static readonly string[] s_dictionary = [.. Enumerable.Range(0, 40).Select(number => $"user-{number:D5}")];

    [Fact]
    public async Task Two_keyrings_keep_different_hashes_of_one_identifier_and_of_one_who_was_destroyed()
    {
        await using var one = await TestStores.OpenAsync();
        await using var other = await TestStores.OpenAsync();

        foreach (var kind in Enum.GetValues<IdentifierKind>())
        {
            Assert.NotEqual(one.Keyring.Hash(kind, Living), other.Keyring.Hash(kind, Living));
        }

        var hash = one.Keyring.Hash(IdentifierKind.ExternalId, Gone);
        Assert.NotEqual(one.Keyring.TombstoneHash(hash), other.Keyring.TombstoneHash(hash));
        Assert.NotEqual(hash, one.Keyring.TombstoneHash(hash));
    }

    [Fact]
    public async Task A_dictionary_finds_nobody_in_identifiers_and_tombstones_without_the_keyring_s_own_key()
    {
        await using var stores = await TestStores.OpenAsync();
        await using var other = await TestStores.OpenAsync();
        Reserve(stores, Living);
        var gone = Reserve(stores, Gone);
        stores.Destroy(gone);
        var held = Stored(stores);
        Assert.Equal(2, held.Count);

        // With its own key both are found, so that what is looked for is there.
        Assert.Contains(Hex(stores.StoredOf(IdentifierKind.ExternalId, Living, gone)), held);
        Assert.Contains(Hex(stores.Keyring.TombstoneHash(stores.Keyring.Hash(IdentifierKind.ExternalId, Gone))), held);
        Assert.NotNull(stores.Keyring.FindDestroyed([Gone])[0]);

        foreach (var word in s_dictionary)
        {
            Assert.DoesNotContain(Tried(other, word), held.Contains);
        }
    }

    // What somebody makes of a word who knows how the console does it, and has another keyring's key, no key or none at all.
    private static IEnumerable<string> Tried(TestStores other, string word)
    {
        var ofOther = other.Keyring.Hash(IdentifierKind.ExternalId, word);
        yield return Hex(ofOther);
        yield return Hex(other.Keyring.TombstoneHash(ofOther));
        yield return Hex(other.StoredOf(IdentifierKind.ExternalId, word, 1));
        foreach (var text in (string[])[word, string.Create(CultureInfo.InvariantCulture, $"{(int)IdentifierKind.ExternalId}:{word}")])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            foreach (var hash in (byte[][])[SHA256.HashData(bytes), HMACSHA256.HashData(Array.Empty<byte>(), bytes), HMACSHA256.HashData(new byte[32], bytes)])
            {
                byte[] buried = [.. "tombstone:"u8, .. hash];
                yield return Hex(hash);
                yield return Hex(SHA256.HashData(buried));
                yield return Hex(HMACSHA256.HashData(new byte[32], buried));
                yield return Hex(other.Keyring.TombstoneHash(hash));
            }
        }
    }

    private static long Reserve(TestStores stores, string externalId)
    {
        using var change = stores.Keyring.BeginChange();
        var holder = change.Create(KeyHolder.Subject);
        holder.Cipher.Dispose();
        Assert.Null(change.Reserve(IdentifierKind.ExternalId, externalId, holder.Id, pending: false));
        change.Commit();
        return holder.Id;
    }

    private static HashSet<string> Stored(TestStores stores)
    {
        using var connection = SqliteStore.Open(stores.Files.KeyringConnection);
        using var rows = new SqliteStatement(connection, "SELECT Hash FROM Identifiers UNION ALL SELECT ExternalId FROM Tombstones WHERE ExternalId IS NOT NULL");
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Step())
        {
            found.Add(Hex(rows.Blob(0)));
        }

        return found;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
