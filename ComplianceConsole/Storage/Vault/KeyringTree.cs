using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// The tree itself: root, shelves, and how it is renewed. While a renewal is under way two root keys stand on disk, and the keyring opens under
/// one of them alone; the other is destroyed once every copy of the keyring has followed and nothing in any log could still bring it back.
/// </summary>
public sealed partial class Keyring
{
    private readonly RootKeys _roots;
    private readonly Lock _settling = new();
    private volatile byte[] _root = [];

    /// <summary>Told before each step of a renewal that survives a crash; for tests that end it there.</summary>
    internal Action<string>? Step { get; set; }

    internal RootKeys Roots => _roots;

    /// <summary>
    /// Ends a renewal of the root key: once every live copy has the renewed tree, root keys that open nothing any more are overwritten and
    /// removed in every place. Called at start, by the sweep of copies, before and after a destruction; again without effect.
    /// </summary>
    /// <returns>Whether one root key alone is left; false where a copy is away or somebody reads meanwhile: ask again later.</returns>
    /// <exception cref="StoreException">No root key opens the keyring.</exception>
    public bool FinishRenewal()
    {
        lock (_settling)
        {
            if (_roots.AreSettled(_root))
            {
                return true;
            }

            // What stands there before the log is emptied: a key that is put there later belongs to a renewal that has only begun.
            var seen = _roots.Candidates().Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
            if (!_copies.AllInStep() || !TruncateLog())
            {
                return false;
            }

            using var connection = SqliteStore.Open(_connectionString);
            using var transaction = connection.BeginTransaction();
            var present = PresentRoot(connection, transaction);
            if (_roots.Candidates().Any(key => !key.AsSpan().SequenceEqual(present) && !seen.Contains(Convert.ToHexString(key))))
            {
                return false;
            }

            _roots.Settle(present, Step);
            return true;
        }
    }

    /// <summary>Whether a root key that stands anywhere opens a keyring's file. Only reads.</summary>
    internal static bool IsOpenedBy(SqliteConnection connection, RootKeys roots)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT WrappedKey FROM Secrets WHERE Name = $name";
        command.Parameters.AddWithValue("$name", IdentifierSecret);
        var secret = new byte[Cipher.KeyLength];
        try
        {
            return command.ExecuteScalar() is byte[] wrapped
                && roots.Candidates().Any(root => TryUnwrap(root, wrapped, KeyName.Secret(IdentifierSecret), secret));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

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
        UnwrapUnderRoot(wrapped, KeyName.Shelf(shelf), key);
        var opened = new Shelf(key, version);
        CryptographicOperations.ZeroMemory(key);
        return transaction is null ? Remember(shelf, opened) : opened;
    }

    /// <summary>Takes over a renewed tree once it is committed.</summary>
    internal void Adopt(byte[]? root, IEnumerable<KeyValuePair<int, Shelf>> shelves)
    {
        foreach (var (number, shelf) in shelves)
        {
            Remember(number, shelf);
        }

        _root = root ?? _root;
    }

    /// <summary>The root key under which the keyring stands as a transaction sees it.</summary>
    /// <exception cref="StoreException">None of those that stand anywhere opens it.</exception>
    internal byte[] PresentRoot(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT WrappedKey FROM Secrets WHERE Name = $name";
        command.Parameters.AddWithValue("$name", IdentifierSecret);
        var wrapped = (byte[])command.ExecuteScalar()!;
        Span<byte> secret = stackalloc byte[Cipher.KeyLength];
        try
        {
            UnwrapUnderRoot(wrapped, KeyName.Secret(IdentifierSecret), secret);
            return _root;
        }
        catch (CryptographicException error)
        {
            throw new StoreException("No root key that stands in its places opens the keyring. Put back the root key it was made with.", error);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private Shelf Remember(int shelf, Shelf opened)
    {
        lock (_shelvesLock)
        {
            if (_shelves[shelf]?.Version is not { } present || present < opened.Version)
            {
                _shelves[shelf] = opened;
            }
        }

        return opened;
    }

    // Another process may have renewed the root key: then it stands in its places, or beside the one known here.
    private void UnwrapUnderRoot(ReadOnlySpan<byte> wrapped, in KeyName name, Span<byte> key)
    {
        if (_root.Length > 0 && TryUnwrap(_root, wrapped, name, key))
        {
            return;
        }

        foreach (var candidate in _roots.Candidates())
        {
            if (TryUnwrap(candidate, wrapped, name, key))
            {
                _root = candidate;
                return;
            }
        }

        throw new CryptographicException("The key opens under no root key.");
    }

    private static bool TryUnwrap(byte[] root, ReadOnlySpan<byte> wrapped, in KeyName name, Span<byte> key)
    {
        try
        {
            using var cipher = new AesGcm(root, 16);
            KeyWrap.Unwrap(cipher, wrapped, name, key);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private void Plant()
    {
        using var connection = SqliteStore.Open(_connectionString);
        using var transaction = connection.BeginTransaction();
        using (var secret = connection.CreateCommand())
        {
            secret.Transaction = transaction;
            secret.CommandText = "SELECT WrappedKey FROM Secrets WHERE Name = $name";
            secret.Parameters.AddWithValue("$name", IdentifierSecret);
            if (secret.ExecuteScalar() is byte[] wrapped)
            {
                _identifierKey = new byte[Cipher.KeyLength];
                UnwrapUnderRoot(wrapped, KeyName.Secret(IdentifierSecret), _identifierKey);
                return;
            }
        }

        // Two processes that begin a keyring at once choose alike; the other places follow when the renewal is finished.
        _root = _roots.Candidates()[0];
        using var root = new AesGcm(_root, 16);
        _identifierKey = RandomNumberGenerator.GetBytes(Cipher.KeyLength);
        using (var insert = connection.CreateCommand())
        {
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO Secrets (Name, WrappedKey) VALUES ($name, $key)";
            insert.Parameters.AddWithValue("$name", IdentifierSecret);
            insert.Parameters.AddWithValue("$key", KeyWrap.Wrap(root, _identifierKey, KeyName.Secret(IdentifierSecret)));
            insert.ExecuteNonQuery();
        }

        PlantOuterKey(connection, transaction, root);
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
