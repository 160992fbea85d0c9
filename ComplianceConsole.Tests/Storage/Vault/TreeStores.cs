using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Storage.Vault;

/// <summary>What tests of the keyring's tree share: many holders, and an attacker with old files and today's root key.</summary>
internal static class TreeStores
{
    public static readonly Instant At = Instant.FromUtc(2026, 11, 20, 6, 0);

    /// <summary>Makes subjects' keys, without records.</summary>
    public static long[] MakeKeys(this TestStores stores, int count)
    {
        using var change = stores.Keyring.BeginChange();
        var ids = new long[count];
        for (var i = 0; i < count; i++)
        {
            var holder = change.Create(KeyHolder.Subject);
            holder.Cipher.Dispose();
            ids[i] = holder.Id;
        }

        change.Commit();
        return ids;
    }

    /// <summary>Destroys subjects' keys in one change.</summary>
    public static void Destroy(this TestStores stores, params ReadOnlySpan<long> ids)
    {
        using var change = stores.Keyring.BeginChange();
        foreach (var id in ids)
        {
            change.Destroy(KeyHolder.Subject, id, At);
        }

        change.Commit();
    }

    /// <summary>How a subject's identifier stands in the keyring.</summary>
    public static byte[] StoredOf(this TestStores stores, IdentifierKind kind, string canonical, long subject)
    {
        using var connection = SqliteStore.Open(stores.Files.KeyringConnection);
        return stores.Keyring.ReadIdentifiers(connection).Stored(stores.Keyring.Hash(kind, canonical), subject);
    }

    /// <summary>How many of the subjects' keys open.</summary>
    public static int CountOpen(this TestStores stores, IEnumerable<long> ids) =>
        ids.Count(id =>
        {
            using var cipher = stores.Keyring.Open(KeyHolder.Subject, id);
            return cipher is not null;
        });

    /// <summary>Copies a keyring's file with its log, as whoever keeps an archive would.</summary>
    public static string Archive(string keyring, string name)
    {
        var copy = Path.Combine(Path.GetDirectoryName(keyring)!, name);
        foreach (var part in (string[])["", "-wal"])
        {
            if (File.Exists(keyring + part))
            {
                File.Copy(keyring + part, copy + part);
            }
        }

        return copy;
    }

    public static byte[][] RootKeysIn(string directory) =>
        [.. Directory.GetFiles(directory, "root.key*").Select(file => Convert.FromBase64String(File.ReadAllText(file)))];

    /// <summary>
    /// The subjects whose key somebody opens who has an old keyring, the present one and root keys: by each root key there is, to each shelf of
    /// either file, to each wrapped key of that shelf in either file.
    /// </summary>
    public static HashSet<long> Attack(string oldKeyring, string presentKeyring, params ReadOnlySpan<byte[]> roots)
    {
        var opened = OpenedOf(oldKeyring, presentKeyring, roots);
        opened.UnionWith(OpenedOf(presentKeyring, presentKeyring, roots));
        return opened;
    }

    /// <summary>The same, of the keys that stand in the old keyring alone.</summary>
    public static HashSet<long> OpenedOf(string oldKeyring, string presentKeyring, params ReadOnlySpan<byte[]> roots)
    {
        var shelves = new List<(long Number, AesGcm Cipher)>();
        foreach (var file in (string[])[oldKeyring, presentKeyring])
        {
            foreach (var (id, wrapped) in Rows(file, "SELECT Id, WrappedKey FROM Shelves"))
            {
                foreach (var root in roots)
                {
                    if (TryUnwrap(root, wrapped, KeyName.Shelf((int)id)) is { } key)
                    {
                        shelves.Add((id, new AesGcm(key, 16)));
                    }
                }
            }
        }

        var opened = new HashSet<long>();
        Assert.True(shelves.Count >= Keyring.Shelves);
        var byNumber = shelves.ToLookup(shelf => (int)shelf.Number, shelf => shelf.Cipher);
        foreach (var (id, wrapped) in Rows(oldKeyring, "SELECT Id, WrappedKey FROM HolderKeys WHERE Kind = 0"))
        {
            if (byNumber[Keyring.ShelfOf(id)].Any(shelf => TryUnwrap(shelf, wrapped, KeyName.Holder(KeyHolder.Subject, id)) is not null))
            {
                opened.Add(id);
            }
        }

        shelves.ForEach(shelf => shelf.Cipher.Dispose());
        return opened;
    }

    private static byte[]? TryUnwrap(byte[] root, byte[] wrapped, KeyName name)
    {
        using var cipher = new AesGcm(root, 16);
        return TryUnwrap(cipher, wrapped, name);
    }

    private static byte[]? TryUnwrap(AesGcm cipher, byte[] wrapped, KeyName name)
    {
        try
        {
            var key = new byte[Cipher.KeyLength];
            KeyWrap.Unwrap(cipher, wrapped, name, key);
            return key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static List<(long Id, byte[] Wrapped)> Rows(string file, string sql)
    {
        using var connection = SqliteStore.Open(SqliteStore.ConnectionString(file) + ";Pooling=False");
        using var rows = new SqliteStatement(connection, sql);
        var found = new List<(long Id, byte[] Wrapped)>();
        while (rows.Step())
        {
            found.Add((rows.Number(0), rows.Blob(1).ToArray()));
        }

        return found;
    }
}
