using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// The keys of subjects, requests and the organisation, each wrapped by its shelf's key, the 1,024 shelves wrapped by the root
/// key; and keyed hashes of the identifiers by which a subject is found. Keys leave this class only as ciphers ready for use.
/// </summary>
public sealed partial class Keyring : ILiveKeyring, IDisposable
{
    /// <summary>How many shelves there are.</summary>
    public const int Shelves = 1024;

    /// <summary>The one organisation's number among holders.</summary>
    public const long Organisation = 1;

    private const string IdentifierSecret = "identifiers";

    private readonly string _connectionString;
    private readonly byte[] _root;
    private readonly Shelf?[] _shelves = new Shelf?[Shelves];
    private readonly Lock _shelvesLock = new();
    private readonly ConcurrentBag<KeyringReader> _readers = [];
    private byte[] _identifierKey = [];

    /// <summary>Opens the keyring, planting its tree on first use.</summary>
    /// <param name="connectionString">Of a migrated keyring file.</param>
    /// <param name="files">The keys that stand outside it.</param>
    /// <exception cref="StoreException">The root key is not this keyring's.</exception>
    public Keyring(string connectionString, KeyFiles files)
    {
        _connectionString = connectionString;
        _root = files.Root;
        try
        {
            Plant();
        }
        catch (CryptographicException error)
        {
            throw new StoreException("The root key does not belong to this keyring. Put back the root key it was made with.", error);
        }
    }

    /// <summary>The cipher of a holder, to be disposed after use; null where the key was destroyed or never was.</summary>
    public AesGcm? Open(KeyHolder kind, long id)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new KeyringReader(SqliteStore.Open(_connectionString));
        try
        {
            return Open(reader, kind, id);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    /// <summary>The ciphers of many holders of a kind, in their order, as the keyring stands at one moment.</summary>
    /// <inheritdoc cref="Open(KeyHolder, long)"/>
    public IReadOnlyList<AesGcm?> OpenMany(KeyHolder kind, IReadOnlyList<long> ids)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new KeyringReader(SqliteStore.Open(_connectionString));
        var opened = new AesGcm?[ids.Count];
        try
        {
            using var moment = reader.Moment();
            for (var i = 0; i < opened.Length; i++)
            {
                opened[i] = Open(reader, kind, ids[i]);
            }

            return opened;
        }
        catch
        {
            Array.ForEach(opened, cipher => cipher?.Dispose());
            throw;
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    /// <summary>The cipher of a holder.</summary>
    /// <exception cref="CryptographicException">The holder has no key.</exception>
    public AesGcm Require(KeyHolder kind, long id) =>
        Open(kind, id) ?? throw new CryptographicException("The holder has no key.");

    /// <summary>A fresh key for a holder that is still to be written: wrapped for the keyring, and ready to seal its first data.</summary>
    internal (FreshKey Key, AesGcm Cipher) Fresh(KeyHolder kind, long id)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new KeyringReader(SqliteStore.Open(_connectionString));
        try
        {
            Span<byte> key = stackalloc byte[Cipher.KeyLength];
            RandomNumberGenerator.Fill(key);
            var shelf = OpenShelf(reader.Connection, transaction: null, ShelfOf(id));
            var fresh = new FreshKey(shelf.Wrap(key, KeyName.Holder(kind, id)), shelf);
            var cipher = new AesGcm(key, 16);
            CryptographicOperations.ZeroMemory(key);
            return (fresh, cipher);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    /// <summary>The keyed hash under which an identifier is kept and found.</summary>
    /// <param name="kind">What it identifies.</param>
    /// <param name="canonical">The identifier in its canonical form.</param>
    public byte[] Hash(IdentifierKind kind, string canonical) =>
        HMACSHA256.HashData(
            _identifierKey,
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)kind}:{canonical}")));

    /// <summary>Numbers of the subjects that hold an identifier, lowest first.</summary>
    public IReadOnlyList<long> FindSubjects(IdentifierKind kind, string canonical, int limit)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new KeyringReader(SqliteStore.Open(_connectionString));
        try
        {
            return reader.Subjects(kind, Hash(kind, canonical), limit);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    /// <summary>
    /// The subject, if any, that holds each of many external ids or e-mails, as the keyring stands at one moment. They are looked up in the
    /// order of the table, where hashes lie scattered: each page is then read once.
    /// </summary>
    /// <returns>The numbers, in the order of <paramref name="canonicals"/>.</returns>
    public IReadOnlyList<long?> FindOwners(IdentifierKind kind, IReadOnlyList<string> canonicals)
    {
        var hashes = canonicals.Select((canonical, place) => (Hash: Hash(kind, canonical), Place: place)).ToArray();
        Array.Sort(Array.ConvertAll(hashes, one => BinaryPrimitives.ReadUInt64BigEndian(one.Hash)), hashes);
        var owners = new long?[hashes.Length];
        var reader = _readers.TryTake(out var idle) ? idle : new KeyringReader(SqliteStore.Open(_connectionString));
        try
        {
            using var moment = reader.Moment();
            foreach (var (hash, place) in hashes)
            {
                owners[place] = reader.Subjects(kind, hash, limit: 1) is [var owner] ? owner : null;
            }

            return owners;
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    /// <summary>Begins a durable change of the keyring.</summary>
    public KeyringChange BeginChange() => new(this, SqliteStore.Open(_connectionString));

    /// <summary>Moves what was written into the file and empties the log beside it, so that a removed key stands in neither.</summary>
    /// <returns>Whether nobody was reading meanwhile; where somebody was, the next call does it.</returns>
    public bool TruncateLog() => SqliteStore.TruncateLog(_connectionString);

    /// <summary>When a holder's key was destroyed; null where it was not.</summary>
    public Instant? DestroyedAt(KeyHolder kind, long id)
    {
        using var connection = SqliteStore.Open(_connectionString);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT At FROM Tombstones WHERE Kind = $kind AND Id = $id";
        command.Parameters.AddWithValue("$kind", (int)kind);
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteScalar() is long at ? Instant.FromUnixTimeTicks(at) : null;
    }

    string ILiveKeyring.Name => "keys.db";

    bool ILiveKeyring.Confirms(KeyHolder kind, long id) => TruncateLog() && IsGone(kind, id);

    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        foreach (var shelf in _shelves)
        {
            shelf?.Dispose();
        }
    }

    internal static int ShelfOf(long id) => (int)(id % Shelves);

    /// <summary>
    /// A shelf's key. Who only unwraps may be given one that another process has replaced since, and finds out; who wraps asks inside a
    /// transaction, and is given the one that is in force: a key wrapped under another could never be unwrapped.
    /// </summary>
    internal Shelf OpenShelf(SqliteConnection connection, SqliteTransaction? transaction, int shelf)
    {
        var known = Volatile.Read(ref _shelves[shelf]);
        if (known is not null && transaction is null)
        {
            return known;
        }

        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT Version, WrappedKey FROM Shelves WHERE Id = $id";
        command.Parameters.AddWithValue("$id", shelf);
        using var row = command.ExecuteReader();
        row.Read();
        var version = row.GetInt32(0);
        if (known is not null && known.Version == version)
        {
            return known;
        }

        var wrapped = (byte[])row[1];
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        using var root = new AesGcm(_root, 16);
        KeyWrap.Unwrap(root, wrapped, KeyName.Shelf(shelf), key);
        lock (_shelvesLock)
        {
            if (_shelves[shelf]?.Version is not { } present || present < version)
            {
                _shelves[shelf] = new Shelf(key, version);
            }

            CryptographicOperations.ZeroMemory(key);
            return _shelves[shelf]!;
        }
    }

    private bool IsGone(KeyHolder kind, long id)
    {
        using var connection = SqliteStore.Open(_connectionString);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT EXISTS (SELECT 1 FROM Tombstones WHERE Kind = $kind AND Id = $id)
                AND NOT EXISTS (SELECT 1 FROM HolderKeys WHERE Kind = $kind AND Id = $id)
                AND NOT EXISTS (SELECT 1 FROM Identifiers WHERE $kind = 0 AND SubjectId = $id)
            """;
        command.Parameters.AddWithValue("$kind", (int)kind);
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteScalar() is 1L;
    }

    private AesGcm? Open(KeyringReader reader, KeyHolder kind, long id)
    {
        Span<byte> wrapped = stackalloc byte[KeyWrap.WrappedLength];
        if (!reader.TryRead(kind, id, wrapped))
        {
            return null;
        }

        try
        {
            return Unwrap(reader, kind, id, wrapped);
        }
        catch (CryptographicException)
        {
            // Another process rewrapped the shelf after a destruction: its new key is in the file, ours is stale.
            lock (_shelvesLock)
            {
                _shelves[ShelfOf(id)] = null;
            }

            return reader.TryRead(kind, id, wrapped) ? Unwrap(reader, kind, id, wrapped) : null;
        }
    }

    private AesGcm Unwrap(KeyringReader reader, KeyHolder kind, long id, ReadOnlySpan<byte> wrapped)
    {
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        OpenShelf(reader.Connection, transaction: null, ShelfOf(id)).Unwrap(wrapped, KeyName.Holder(kind, id), key);
        var cipher = new AesGcm(key, 16);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    private void Plant()
    {
        using var connection = SqliteStore.Open(_connectionString);
        using var transaction = connection.BeginTransaction();
        using var root = new AesGcm(_root, 16);
        using (var secret = connection.CreateCommand())
        {
            secret.Transaction = transaction;
            secret.CommandText = "SELECT WrappedKey FROM Secrets WHERE Name = $name";
            secret.Parameters.AddWithValue("$name", IdentifierSecret);
            if (secret.ExecuteScalar() is byte[] wrapped)
            {
                _identifierKey = new byte[Cipher.KeyLength];
                KeyWrap.Unwrap(root, wrapped, KeyName.Secret(IdentifierSecret), _identifierKey);
                return;
            }
        }

        _identifierKey = RandomNumberGenerator.GetBytes(Cipher.KeyLength);
        using (var insert = connection.CreateCommand())
        {
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO Secrets (Name, WrappedKey) VALUES ($name, $key)";
            insert.Parameters.AddWithValue("$name", IdentifierSecret);
            insert.Parameters.AddWithValue("$key", KeyWrap.Wrap(root, _identifierKey, KeyName.Secret(IdentifierSecret)));
            insert.ExecuteNonQuery();
        }

        using (var insert = connection.CreateCommand())
        {
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO Shelves (Id, Version, WrappedKey) VALUES ($id, 1, $key)";
            var id = insert.Parameters.Add("$id", SqliteType.Integer);
            var key = insert.Parameters.Add("$key", SqliteType.Blob);
            Span<byte> fresh = stackalloc byte[Cipher.KeyLength];
            for (var shelf = 0; shelf < Shelves; shelf++)
            {
                RandomNumberGenerator.Fill(fresh);
                id.Value = shelf;
                key.Value = KeyWrap.Wrap(root, fresh, KeyName.Shelf(shelf));
                insert.ExecuteNonQuery();
            }

            CryptographicOperations.ZeroMemory(fresh);
        }

        using (var change = new KeyringChange(this, connection, transaction))
        {
            change.Create(KeyHolder.Organisation).Cipher.Dispose();
        }

        transaction.Commit();
    }
}
