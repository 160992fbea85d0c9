using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Tests.Integration.Proof;

/// <summary>
/// Somebody who has every file there ever was and who knows how they are made, but none of the console's care: no tombstone is looked at. Whatever
/// key is found in one file is tried in all others.
/// </summary>
internal static class Attacker
{
    /// <summary>The subjects' keys that some keyrings give away under some root keys: each shelf of each file under each root, each key under each shelf.</summary>
    public static ILookup<long, byte[]> KeysIn(IReadOnlyList<string> keyrings, params IReadOnlyList<byte[]> roots)
    {
        var shelves = new List<(long Number, byte[] Key)>();
        foreach (var root in roots)
        {
            using var cipher = new AesGcm(root, 16);
            foreach (var (id, wrapped) in keyrings.SelectMany(file => Read(file, "SELECT Id, WrappedKey FROM Shelves")))
            {
                if (TryUnwrap(cipher, wrapped, KeyName.Shelf((int)id)) is { } key)
                {
                    shelves.Add((id, key));
                }
            }
        }

        var byNumber = shelves.DistinctBy(shelf => Convert.ToHexString(shelf.Key), StringComparer.Ordinal).ToLookup(shelf => shelf.Number, shelf => new AesGcm(shelf.Key, 16));
        var found = new List<(long Id, byte[] Key)>();
        foreach (var (id, wrapped) in keyrings.SelectMany(file => Read(file, "SELECT Id, WrappedKey FROM HolderKeys WHERE Kind = 0")))
        {
            found.AddRange(byNumber[Keyring.ShelfOf(id)]
                .Select(shelf => TryUnwrap(shelf, wrapped, KeyName.Holder(KeyHolder.Subject, id)))
                .OfType<byte[]>()
                .Select(key => (id, key)));
        }

        return found.DistinctBy(one => (one.Id, Convert.ToHexString(one.Key))).ToLookup(one => one.Id, one => one.Key);
    }

    /// <summary>The subjects of whom some records give away anything under some keys.</summary>
    public static HashSet<long> Opened(IEnumerable<string> records, ILookup<long, byte[]> keys)
    {
        var opened = new HashSet<long>();
        foreach (var (id, profile) in records.SelectMany(file => Read(file, "SELECT Id, Profile FROM Subjects WHERE length(Profile) > 0")))
        {
            foreach (var key in keys[id].Where(_ => !opened.Contains(id)))
            {
                using var cipher = new AesGcm(key, 16);
                try
                {
                    Assert.NotEmpty(Cipher.Open(cipher, KeyHolder.Subject, id, Places.Profile(id), profile));
                    opened.Add(id);
                }
                catch (CryptographicException)
                {
                    // Not this one.
                }
            }
        }

        return opened;
    }

    /// <summary>The words of a dictionary that some files of the search index answer to under a key.</summary>
    public static HashSet<string> Answered(IEnumerable<string> indexes, byte[] key, IReadOnlyCollection<string> dictionary)
    {
        using var blind = new BlindTokens(key);
        var held = indexes.SelectMany(file => Read(file, "SELECT id, tokens FROM docs")).SelectMany(row => Split(row.Bytes)).ToHashSet();
        return [.. dictionary.Where(word => Split(blind.Entry(new SearchDocument(1, [word], [])).Tokens).All(held.Contains))];
    }

    private static IEnumerable<ulong> Split(byte[] tokens) =>
        tokens.Chunk(TokenText.ByteLength).Select(token => TokenText.Read(token));

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

    private static List<(long Id, byte[] Bytes)> Read(string file, string sql)
    {
        using var connection = SqliteStore.Open($"Data Source={file};Pooling=False");
        using var rows = new SqliteStatement(connection, sql);
        var found = new List<(long, byte[])>();
        while (rows.Step())
        {
            found.Add((rows.Number(0), rows.Blob(1).ToArray()));
        }

        return found;
    }
}
