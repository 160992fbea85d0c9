using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Vault;

/// <summary>What of the keyring's tree does not hold.</summary>
public enum TreeFault
{
    /// <summary>Another root key is left beside the present one, or a place lacks it, and no destruction is under way.</summary>
    OldRootKeyLeft = 0,

    /// <summary>A shelf's key does not open under the root key.</summary>
    ShelfDoesNotOpen = 1,

    /// <summary>A holder's key does not open under its shelf's key.</summary>
    KeyDoesNotOpen = 2,

    /// <summary>A secret of the keyring does not open under any root key there is.</summary>
    SecretDoesNotOpen = 3,

    /// <summary>A tombstone is not as it was set.</summary>
    TombstoneForged = 4,

    /// <summary>The key under which identifiers stand does not open, or what the keyring says of its renewal does not fit together.</summary>
    OuterKeyDoesNotHold = 5,

    /// <summary>An identifier does not stand under the key under which it would be looked up, or is missing.</summary>
    IdentifierMissing = 6,
}

/// <summary>What of the keyring's tree does not hold.</summary>
/// <param name="Fault">What.</param>
/// <param name="Where">The file, the shelf, or the holder.</param>
public sealed record BrokenTree(TreeFault Fault, string Where);

/// <summary>
/// Checks the keyring's tree: one root key in all its places, all shelves under it, all keys under their shelves. Only reads; no key leaves it.
/// </summary>
internal sealed class KeyTreeCheck(StoreFiles files, Keyring keyring)
{
    /// <summary>The first that does not hold; null where all does.</summary>
    public BrokenTree? First(CancellationToken cancellation)
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var moment = connection.BeginTransaction(deferred: true);
        if (PresentRoot(connection, moment) is not { } root)
        {
            return new BrokenTree(TreeFault.SecretDoesNotOpen, "identifiers");
        }

        if (keyring.Roots.FirstUnsettled(root) is { } file && !IsDestructionUnderWay())
        {
            return new BrokenTree(TreeFault.OldRootKeyLeft, Path.GetFileName(file));
        }

        var shelves = new AesGcm[Keyring.Shelves];
        try
        {
            return FirstSecret(connection, root) ?? FirstShelf(connection, root, shelves) ?? FirstKey(connection, shelves, cancellation)
                ?? FirstTombstone(connection);
        }
        finally
        {
            foreach (var shelf in shelves)
            {
                shelf?.Dispose();
            }
        }
    }

    private byte[]? PresentRoot(SqliteConnection connection, SqliteTransaction moment)
    {
        try
        {
            return keyring.PresentRoot(connection, moment);
        }
        catch (StoreException)
        {
            // What is wrong is named by whoever asked.
            return null;
        }
    }

    private BrokenTree? FirstTombstone(SqliteConnection connection) =>
        keyring.FirstForged(connection) is { } forged
            ? new BrokenTree(TreeFault.TombstoneForged, string.Create(CultureInfo.InvariantCulture, $"tombstone of {forged.Kind} {forged.Id}"))
            : null;

    // Read as they stand in the file: what this process remembers of them says nothing.
    private static BrokenTree? FirstSecret(SqliteConnection connection, byte[] root)
    {
        using var wrapping = new AesGcm(root, 16);
        using var rows = new SqliteStatement(connection, "SELECT Name, WrappedKey FROM Secrets ORDER BY Name");
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        while (rows.Step())
        {
            var name = rows.Text(0);
            if (!Opens(wrapping, rows.Blob(1), KeyName.Secret(name), key))
            {
                return new BrokenTree(TreeFault.SecretDoesNotOpen, name);
            }
        }

        CryptographicOperations.ZeroMemory(key);
        return null;
    }

    private static BrokenTree? FirstShelf(SqliteConnection connection, byte[] root, AesGcm[] shelves)
    {
        using var wrapping = new AesGcm(root, 16);
        using var rows = new SqliteStatement(connection, "SELECT Id, WrappedKey FROM Shelves ORDER BY Id");
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        for (var shelf = 0; shelf < Keyring.Shelves; shelf++)
        {
            if (!rows.Step() || rows.Number(0) != shelf || !Opens(wrapping, rows.Blob(1), KeyName.Shelf(shelf), key))
            {
                return new BrokenTree(TreeFault.ShelfDoesNotOpen, shelf.ToString(CultureInfo.InvariantCulture));
            }

            shelves[shelf] = new AesGcm(key, 16);
        }

        CryptographicOperations.ZeroMemory(key);
        return null;
    }

    private static BrokenTree? FirstKey(SqliteConnection connection, AesGcm[] shelves, CancellationToken cancellation)
    {
        using var rows = new SqliteStatement(connection, "SELECT Kind, Id, WrappedKey FROM HolderKeys ORDER BY Kind, Id");
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        while (rows.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            var (kind, id) = ((KeyHolder)rows.Number(0), rows.Number(1));
            if (!Opens(shelves[Keyring.ShelfOf(id)], rows.Blob(2), KeyName.Holder(kind, id), key))
            {
                return new BrokenTree(TreeFault.KeyDoesNotOpen, string.Create(CultureInfo.InvariantCulture, $"{kind} {id}"));
            }
        }

        CryptographicOperations.ZeroMemory(key);
        return null;
    }

    private static bool Opens(AesGcm wrapping, ReadOnlySpan<byte> wrapped, in KeyName name, Span<byte> key)
    {
        try
        {
            KeyWrap.Unwrap(wrapping, wrapped, name, key);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Until its last step the old root key may wait for a copy of the keyring.
    private bool IsDestructionUnderWay()
    {
        using var connection = SqliteStore.Open(files.RecordsConnection);
        using var waiting = new SqliteStatement(connection, "SELECT 1 FROM Destructions WHERE DestroyedAt IS NULL LIMIT 1");
        return waiting.Step();
    }
}
