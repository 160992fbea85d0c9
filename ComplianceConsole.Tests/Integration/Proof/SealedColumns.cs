using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>
/// What somebody opens who has every file, whatever column of whatever table it is sealed in and under whosever key: what is sealed says itself
/// whose key it takes, and with the key it is decrypted without asking where it stood.
/// </summary>
internal static class SealedColumns
{
    private const int HeaderLength = 12;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>The keys that some keyrings give away under some root keys, by kind and number of their holders.</summary>
    public static ILookup<(KeyHolder Kind, long Id), byte[]> KeysIn(IReadOnlyList<string> keyrings, params IReadOnlyList<byte[]> roots)
    {
        var shelves = new List<(long Number, byte[] Key)>();
        foreach (var root in roots)
        {
            shelves.AddRange(
                from file in keyrings
                from shelf in Read(file, "SELECT Id, 0, WrappedKey FROM Shelves")
                let key = TryUnwrap(root, shelf.Bytes, KeyName.Shelf((int)shelf.First))
                where key is not null
                select (shelf.First, key));
        }

        var byNumber = shelves.DistinctBy(shelf => Convert.ToHexString(shelf.Key), StringComparer.Ordinal).ToLookup(shelf => (int)shelf.Number, shelf => shelf.Key);
        var found =
            from file in keyrings
            from holder in Read(file, "SELECT Id, Kind, WrappedKey FROM HolderKeys")
            from shelf in byNumber[Keyring.ShelfOf(holder.First)]
            let kind = (KeyHolder)holder.Second
            let key = TryUnwrap(shelf, holder.Bytes, KeyName.Holder(kind, holder.First))
            where key is not null
            select (Holder: (kind, holder.First), Key: key);
        return found.DistinctBy(one => (one.Holder, Convert.ToHexString(one.Key))).ToLookup(one => one.Holder, one => one.Key);
    }

    /// <summary>Everything sealed in some records that opens under some keys: where it stood, whose key opened it, and what it says.</summary>
    public static IReadOnlyList<(string Column, KeyHolder Kind, long Id, string Text)> Open(
        IEnumerable<string> records, ILookup<(KeyHolder Kind, long Id), byte[]> keys) =>
        [.. from file in records
            from one in SealedIn(file)
            let holder = Cipher.HolderOf(one.Bytes)
            from key in keys[holder]
            select (one.Column, holder.Kind, holder.Id, Encoding.UTF8.GetString(Decrypt(key, one.Bytes)))];

    private static IEnumerable<(string Column, byte[] Bytes)> SealedIn(string file)
    {
        foreach (var table in Names(file, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"))
        {
            foreach (var column in Names(file, $"SELECT name FROM pragma_table_info('{table}')"))
            {
                var blobs = Read(file, $"SELECT 0, 0, \"{column}\" FROM \"{table}\" WHERE typeof(\"{column}\") = 'blob' AND length(\"{column}\") > {Cipher.Overhead}");
                foreach (var (_, _, bytes) in blobs.Where(blob => IsSealed(blob.Bytes)))
                {
                    yield return ($"{table}.{column}", bytes);
                }
            }
        }
    }

    private static bool IsSealed(byte[] bytes) =>
        bytes[0] == 1 && Enum.IsDefined((KeyHolder)bytes[1]) && BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2)) == 1;

    // GCM encrypts as a counter does; only its tag asks for the place, and who attacks does not look at it.
    private static byte[] Decrypt(byte[] key, byte[] bytes)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var text = bytes[(HeaderLength + NonceLength)..^TagLength];
        Span<byte> counter = stackalloc byte[16];
        bytes.AsSpan(HeaderLength, NonceLength).CopyTo(counter);
        Span<byte> stream = stackalloc byte[16];
        for (var i = 0; i < text.Length; i++)
        {
            if (i % 16 == 0)
            {
                BinaryPrimitives.WriteUInt32BigEndian(counter[NonceLength..], (uint)(2 + (i / 16)));
                aes.EncryptEcb(counter, stream, PaddingMode.None);
            }

            text[i] ^= stream[i % 16];
        }

        return text;
    }

    private static byte[]? TryUnwrap(byte[] key, byte[] wrapped, KeyName name)
    {
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            var unwrapped = new byte[Cipher.KeyLength];
            KeyWrap.Unwrap(cipher, wrapped, name, unwrapped);
            return unwrapped;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static List<string> Names(string file, string sql)
    {
        using var connection = SqliteStore.Open($"Data Source={file};Pooling=False");
        using var rows = new SqliteStatement(connection, sql);
        var found = new List<string>();
        while (rows.Step())
        {
            found.Add(rows.Text(0));
        }

        return found;
    }

    private static List<(long First, long Second, byte[] Bytes)> Read(string file, string sql)
    {
        using var connection = SqliteStore.Open($"Data Source={file};Pooling=False");
        using var rows = new SqliteStatement(connection, sql);
        var found = new List<(long, long, byte[])>();
        while (rows.Step())
        {
            found.Add((rows.Number(0), rows.Number(1), rows.Blob(2).ToArray()));
        }

        return found;
    }
}
