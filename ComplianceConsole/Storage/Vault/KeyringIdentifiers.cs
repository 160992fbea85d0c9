using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// Identifiers: found by a keyed hash, which stands encrypted under an outer key. The hash's own key stays for good; the outer one is renewed after
/// destructions, so that nobody who has the live keys can try identifiers against an older copy of the file. Policy 2.1(10).
/// </summary>
public sealed partial class Keyring
{
    internal const string OuterSecret = "identifiers.outer";
    internal const string NextOuterSecret = "identifiers.outer.next";

    private const string IdentifierSecret = "identifiers";
    private const int MostOnStack = 256;

    private byte[] _identifierKey = [];
    private volatile OuterKeys? _outer;

    /// <summary>The keyed hash by which an identifier is found. What stands in the keyring is this, encrypted.</summary>
    /// <param name="kind">What it identifies.</param>
    /// <param name="canonical">The identifier in its canonical form.</param>
    public byte[] Hash(IdentifierKind kind, string canonical)
    {
        var hash = new byte[OuterKey.HashLength];
        Hash(kind, canonical, hash);
        return hash;
    }

    private void Hash(IdentifierKind kind, string canonical, Span<byte> hash)
    {
        Span<byte> text = stackalloc byte[MostOnStack];
        if (!Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"{(int)kind}:{canonical}", out var length))
        {
            text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)kind}:{canonical}"));
            length = text.Length;
        }

        HMACSHA256.HashData(_identifierKey, text[..length], hash);
        CryptographicOperations.ZeroMemory(text[..length]);
    }

    /// <summary>Numbers of the subjects that hold an identifier, lowest first.</summary>
    public IReadOnlyList<long> FindSubjects(IdentifierKind kind, string canonical, int limit)
    {
        var hash = Hash(kind, canonical);
        return LookUp((reader, held) =>
        {
            var found = reader.Subjects(kind, held.Stored(hash, isRenewed: false), limit);
            return !held.IsRenewing
                ? found
                : [.. reader.Subjects(kind, held.Stored(hash, isRenewed: true), limit).Concat(found).Distinct().Order().Take(limit)];
        });
    }

    /// <summary>
    /// The subject, if any, that holds each of many external ids or e-mails, as the keyring stands at one moment. They are looked up in the
    /// order of the table, where hashes lie scattered: each page is then read once.
    /// </summary>
    /// <returns>The numbers, in the order of <paramref name="canonicals"/>.</returns>
    public IReadOnlyList<long?> FindOwners(IdentifierKind kind, IReadOnlyList<string> canonicals)
    {
        var hashes = new byte[canonicals.Count * OuterKey.HashLength];
        for (var i = 0; i < canonicals.Count; i++)
        {
            Hash(kind, canonicals[i], hashes.AsSpan(i * OuterKey.HashLength, OuterKey.HashLength));
        }

        return LookUp((reader, held) =>
        {
            var owners = new long?[canonicals.Count];
            FindOwners(reader, kind, held.Keys.Present, hashes, owners);
            if (held.IsRenewing)
            {
                FindOwners(reader, kind, held.Keys.Next, hashes, owners);
            }

            return owners;
        });
    }

    private static void FindOwners(KeyringReader reader, IdentifierKind kind, OuterKey? key, byte[] hashes, long?[] owners)
    {
        var stored = hashes.ToArray();
        key?.SealAll(stored);
        var places = new int[owners.Length];
        var order = new ulong[owners.Length];
        for (var i = 0; i < places.Length; i++)
        {
            (places[i], order[i]) = (i, BinaryPrimitives.ReadUInt64BigEndian(stored.AsSpan(i * OuterKey.HashLength)));
        }

        Array.Sort(order, places);
        foreach (var place in places)
        {
            if (reader.Subjects(kind, stored.AsSpan(place * OuterKey.HashLength, OuterKey.HashLength), limit: 1) is [var owner])
            {
                owners[place] = owner;
            }
        }
    }

    /// <summary>Whether the keyring holds each of these identifiers as a subject's; an external id or e-mail may have become another's by a restore.</summary>
    /// <exception cref="CryptographicException">The outer key does not open.</exception>
    internal bool Holds(long subject, IReadOnlyList<(IdentifierKind Kind, string Canonical)> identifiers) =>
        LookUp((reader, held) =>
        {
            using var own = new SqliteStatement(reader.Connection, "SELECT 1 FROM Identifiers WHERE Kind = ?1 AND Hash = ?2 AND SubjectId = ?3");
            return identifiers.All(one =>
            {
                var hash = Hash(one.Kind, one.Canonical);
                var isOwn = own.Bind(1, (long)one.Kind).BindBlob(2, held.Stored(hash, subject)).Bind(3, subject).Step();
                own.Reset();
                return isOwn || (one.Kind is IdentifierKind.ExternalId or IdentifierKind.Email && IsHeld(reader, held, one.Kind, hash));
            });
        });

    private static bool IsHeld(KeyringReader reader, HeldIdentifiers held, IdentifierKind kind, byte[] hash) =>
        reader.Subjects(kind, held.Stored(hash, isRenewed: false), limit: 1).Count > 0
        || (held.IsRenewing && reader.Subjects(kind, held.Stored(hash, isRenewed: true), limit: 1).Count > 0);

    /// <summary>Whether there is a present outer key, and a next one just where a renewal has begun.</summary>
    /// <exception cref="CryptographicException">An outer key does not open.</exception>
    internal bool OuterKeysFit() => LookUp((_, held) => held.Keys.Present is not null && (held.IsRenewing || held.RenewedTo == 0));

    /// <summary>Whether identifiers stand under an outer key; in a keyring of an earlier version they do not.</summary>
    internal bool HasOuterKey()
    {
        using var connection = SqliteStore.Open(_connectionString);
        using var secret = new SqliteStatement(connection, "SELECT 1 FROM Secrets WHERE Name = ?1");
        return secret.Bind(1, OuterSecret).Step();
    }

    /// <summary>How identifiers stand, as a connection's transaction sees it.</summary>
    internal HeldIdentifiers ReadIdentifiers(SqliteConnection connection)
    {
        using var asked = IdentifierState.Ask(connection);
        var state = IdentifierState.Read(asked);
        return new HeldIdentifiers(OuterKeysOf(connection, state.Epoch), state.RenewedTo);
    }

    // Under one moment, so that the keys are those of the rows; again where the root key under which that moment stands was destroyed meanwhile.
    private T LookUp<T>(Func<KeyringReader, HeldIdentifiers, T> look)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new KeyringReader(SqliteStore.Open(_connectionString));
        try
        {
            for (var turn = 1; ; turn++)
            {
                try
                {
                    using var moment = reader.Moment();
                    var state = reader.Identifiers();
                    return look(reader, new HeldIdentifiers(OuterKeysOf(reader.Connection, state.Epoch), state.RenewedTo));
                }
                catch (CryptographicException) when (turn < Turns)
                {
                    // The next moment shows the keys of today.
                }
            }
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    private OuterKeys OuterKeysOf(SqliteConnection connection, long epoch)
    {
        if (_outer is { } known && known.Epoch == epoch)
        {
            return known;
        }

        var read = new OuterKeys(epoch, ReadOuterKey(connection, OuterSecret), ReadOuterKey(connection, NextOuterSecret));
        _outer = read;
        return read;
    }

    private OuterKey? ReadOuterKey(SqliteConnection connection, string name)
    {
        using var secret = new SqliteStatement(connection, "SELECT WrappedKey FROM Secrets WHERE Name = ?1");
        if (!secret.Bind(1, name).Step())
        {
            return null;
        }

        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        UnwrapUnderRoot(secret.Blob(0), KeyName.Secret(name), key);
        var outer = new OuterKey(key);
        CryptographicOperations.ZeroMemory(key);
        return outer;
    }

    private static void PlantOuterKey(SqliteConnection connection, SqliteTransaction transaction, AesGcm root)
    {
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText =
            """
            INSERT INTO Secrets (Name, WrappedKey) VALUES ($name, $key);
            UPDATE IdentifierKeys SET Epoch = 1, Destroyed = 0;
            """;
        insert.Parameters.AddWithValue("$name", OuterSecret);
        insert.Parameters.AddWithValue("$key", KeyWrap.Wrap(root, RandomNumberGenerator.GetBytes(Cipher.KeyLength), KeyName.Secret(OuterSecret)));
        insert.ExecuteNonQuery();
    }
}
