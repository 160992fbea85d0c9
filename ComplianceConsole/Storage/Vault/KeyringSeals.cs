using System.Buffers.Binary;
using System.Security.Cryptography;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Vault;

/// <summary>The authentication codes of tombstones: whoever can write the keyring's file can neither move a destruction in time nor make one up.</summary>
public sealed partial class Keyring
{
    /// <summary>
    /// Gives tombstones their codes that a version set which knew none. Where any has one, one without is no older one but was tampered with,
    /// and is left for a verification to tell.
    /// </summary>
    internal void SealTombstones()
    {
        if (AllTombstones() is not { Count: > 0 } tombstones || HasSeals())
        {
            return;
        }

        using var change = BeginChange();
        foreach (var tombstone in tombstones)
        {
            change.Seal(tombstone);
        }

        change.Commit();
    }

    /// <summary>The code of a tombstone, over all it says.</summary>
    internal byte[] SealOf(Tombstone tombstone)
    {
        ReadOnlySpan<byte> purpose = "tombstone row:"u8;
        var external = tombstone.ExternalId ?? [];
        Span<byte> message = stackalloc byte[purpose.Length + 1 + (3 * sizeof(long)) + 1 + external.Length];
        purpose.CopyTo(message);
        var rest = message[purpose.Length..];
        rest[0] = (byte)tombstone.Kind;
        BinaryPrimitives.WriteInt64BigEndian(rest[1..], tombstone.Id);
        BinaryPrimitives.WriteInt64BigEndian(rest[9..], tombstone.At.ToUnixTimeTicks());
        BinaryPrimitives.WriteInt64BigEndian(rest[17..], tombstone.LiftedAt?.ToUnixTimeTicks() ?? long.MinValue);
        rest[25] = tombstone.ExternalId is null ? (byte)0 : (byte)1;
        external.CopyTo(rest[26..]);
        return HMACSHA256.HashData(_identifierKey, message);
    }

    /// <summary>The first tombstone that is not as it was set; null where all are.</summary>
    internal Tombstone? FirstForged(SqliteConnection connection)
    {
        using var rows = new SqliteStatement(connection, "SELECT Kind, Id, At, ExternalId, LiftedAt, Seal FROM Tombstones ORDER BY Kind, Id");
        while (rows.Step())
        {
            var tombstone = ReadTombstone(rows);
            if (!rows.IsBlob(5) || tombstone.ExternalId is { Length: > SHA256.HashSizeInBytes } || !CryptographicOperations.FixedTimeEquals(rows.Blob(5), SealOf(tombstone)))
            {
                return tombstone;
            }
        }

        return null;
    }

    private bool HasSeals()
    {
        using var connection = SqliteStore.Open(_connectionString);
        using var any = new SqliteStatement(connection, "SELECT EXISTS (SELECT 1 FROM Tombstones WHERE Seal IS NOT NULL)");
        return any.Step() && any.Number(0) == 1;
    }

    private static Tombstone ReadTombstone(SqliteStatement rows) =>
        new(
            (Rows.KeyHolder)rows.Number(0),
            rows.Number(1),
            StoredTime.Of(rows.Number(2)),
            rows.IsNull(3) ? null : rows.Blob(3).ToArray(),
            rows.IsNull(4) ? null : StoredTime.Of(rows.Number(4)));
}
