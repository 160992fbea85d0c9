using System.Collections.Concurrent;
using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault.Copies;
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

    // How often a look-up is taken again that met a renewal of the tree.
    private const int Turns = 3;

    private readonly string _connectionString;
    private readonly KeyringCopies _copies;
    private readonly Shelf?[] _shelves = new Shelf?[Shelves];
    private readonly Lock _shelvesLock = new();
    private readonly ConcurrentBag<KeyringReader> _readers = [];

    /// <summary>Opens the keyring, planting its tree on first use.</summary>
    /// <param name="connectionString">Of a migrated keyring file.</param>
    /// <param name="files">The keys that stand outside it.</param>
    /// <param name="copies">Its live copies.</param>
    /// <exception cref="StoreException">The root key is not this keyring's.</exception>
    public Keyring(string connectionString, KeyFiles files, KeyringCopies copies)
    {
        (_connectionString, _roots, _copies) = (connectionString, files.Roots, copies);
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
        for (var turn = 1; ; turn++)
        {
            try
            {
                return OpenAtOnce(kind, ids);
            }
            catch (CryptographicException) when (turn < Turns)
            {
                // The tree was renewed while this moment lasted: what it shows is wrapped under keys that are gone. The next shows the new.
            }
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

    /// <summary>The live copies, on which each change is written too.</summary>
    internal KeyringCopies Copies => _copies;

    /// <summary>Begins a durable change of the keyring and of its live copies.</summary>
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

    private bool IsGone(KeyHolder kind, long id)
    {
        using var connection = SqliteStore.Open(_connectionString);
        return IsGone(connection, kind, id);
    }

    /// <summary>Whether a keyring's file holds a holder's tombstone and nothing else of it.</summary>
    internal static bool IsGone(SqliteConnection connection, KeyHolder kind, long id)
    {
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

    private AesGcm?[] OpenAtOnce(KeyHolder kind, IReadOnlyList<long> ids)
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

    private AesGcm? Open(KeyringReader reader, KeyHolder kind, long id)
    {
        Span<byte> wrapped = stackalloc byte[KeyWrap.WrappedLength];
        if (!reader.TryRead(kind, id, wrapped))
        {
            return null;
        }

        for (var turn = 1; ; turn++)
        {
            try
            {
                return Unwrap(reader, kind, id, wrapped);
            }
            catch (CryptographicException) when (turn < Turns)
            {
                // The shelf was renewed after a destruction, here or by another process: its new key is in the file, ours is stale.
                Forget(ShelfOf(id));
                if (!reader.TryRead(kind, id, wrapped))
                {
                    return null;
                }
            }
        }
    }

    private void Forget(int shelf)
    {
        lock (_shelvesLock)
        {
            _shelves[shelf] = null;
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
}
