using System.Buffers.Binary;
using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Tests.Integration.Proof.Crash;

/// <summary>
/// A print of every subject's key that a keyring's file gives away under a root key, by the subject's number: 0 where it has none. Each is unwrapped;
/// one that does not open fails.
/// </summary>
internal static class KeyPrints
{
    /// <summary>All of them, and zeros for as many as are known, at least.</summary>
    public static List<ulong> Of(string keyring, byte[] root, int known)
    {
        var shelves = ShelvesOf(keyring, root);
        var prints = new List<ulong>();
        using var connection = SqliteStore.Open($"Data Source={keyring};Pooling=False");
        using var rows = new SqliteStatement(connection, "SELECT Id, WrappedKey FROM HolderKeys WHERE Kind = 0 ORDER BY Id");
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        while (rows.Step())
        {
            var id = rows.Number(0);
            KeyWrap.Unwrap(shelves[id % Keyring.Shelves], rows.Blob(1), KeyName.Holder(KeyHolder.Subject, id), key);
            SHA256.HashData(key, hash);
            while (prints.Count < id)
            {
                prints.Add(0);
            }

            prints.Add(BinaryPrimitives.ReadUInt64BigEndian(hash) | 1);
        }

        Array.ForEach(shelves, shelf => shelf.Dispose());
        while (prints.Count < known)
        {
            prints.Add(0);
        }

        return prints;
    }

    /// <summary>Whether a subject's key in some file opens under a shelf's key of any of some files, as far as a root key opens that.</summary>
    public static bool Opens(string keyring, long id, byte[] root, params IEnumerable<string> others)
    {
        var wrapped = Read(keyring, $"SELECT WrappedKey FROM HolderKeys WHERE Kind = 0 AND Id = {id}");
        return wrapped.Count > 0
            && others.Append(keyring).Any(file =>
                TryUnwrap(root, Read(file, $"SELECT WrappedKey FROM Shelves WHERE Id = {id % Keyring.Shelves}")[0], KeyName.Shelf((int)(id % Keyring.Shelves))) is { } shelf
                && TryUnwrap(shelf, wrapped[0], KeyName.Holder(KeyHolder.Subject, id)) is not null);
    }

    private static AesGcm[] ShelvesOf(string keyring, byte[] root)
    {
        var wrapped = Read(keyring, "SELECT WrappedKey FROM Shelves ORDER BY Id");
        Assert.Equal(Keyring.Shelves, wrapped.Count);
        return
        [
            .. wrapped.Select((one, shelf) => new AesGcm(
                TryUnwrap(root, one, KeyName.Shelf(shelf)) ?? throw new CryptographicException($"Shelf {shelf} of '{keyring}' does not open."), 16)),
        ];
    }

    private static byte[]? TryUnwrap(byte[] under, byte[] wrapped, KeyName name)
    {
        using var cipher = new AesGcm(under, 16);
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

    private static List<byte[]> Read(string keyring, string sql)
    {
        using var connection = SqliteStore.Open($"Data Source={keyring};Pooling=False");
        using var rows = new SqliteStatement(connection, sql);
        var found = new List<byte[]>();
        while (rows.Step())
        {
            found.Add(rows.Blob(0).ToArray());
        }

        return found;
    }
}
