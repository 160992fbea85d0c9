using System.Security.Cryptography;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Vault;

/// <summary>What the keyring knows of those who were destroyed.</summary>
public sealed partial class Keyring
{
    private const string DestroyedWith = "SELECT At, Id FROM Tombstones WHERE ExternalId = ?1 ORDER BY At DESC LIMIT 1";

    /// <summary>Who of these external ids was destroyed and when, in their order; null for whoever was not, or where that was lifted.</summary>
    public IReadOnlyList<DestroyedPerson?> FindDestroyed(IReadOnlyList<string> externalIds)
    {
        var found = new DestroyedPerson?[externalIds.Count];
        using var connection = SqliteStore.Open(_connectionString);
        using (var any = new SqliteStatement(connection, "SELECT EXISTS (SELECT 1 FROM Tombstones WHERE ExternalId IS NOT NULL)"))
        {
            if (!any.Step() || any.Number(0) == 0)
            {
                return found;
            }
        }

        using var moment = new ReadMoment(connection);
        using var asked = moment.Begin();
        using var tombstone = new SqliteStatement(connection, DestroyedWith);
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Destroyed(tombstone, TombstoneHash(Hash(IdentifierKind.ExternalId, externalIds[i])));
        }

        return found;
    }

    /// <summary>The tombstone of a subject; null where there is none.</summary>
    public Tombstone? FindTombstone(SubjectId subject)
    {
        using var connection = SqliteStore.Open(_connectionString);
        return FindTombstone(connection, subject);
    }

    internal static Tombstone? FindTombstone(SqliteConnection connection, SubjectId subject) =>
        Tombstones(connection, $"WHERE Kind = 0 AND Id = {subject.Number}").FirstOrDefault();

    /// <summary>All tombstones, of which there are few beside the living.</summary>
    public IReadOnlyList<Tombstone> AllTombstones()
    {
        using var connection = SqliteStore.Open(_connectionString);
        return [.. Tombstones(connection, "")];
    }

    internal static DestroyedPerson? Destroyed(SqliteStatement tombstone, byte[] hash)
    {
        try
        {
            return tombstone.BindBlob(1, hash).Step()
                ? new DestroyedPerson(new SubjectId(tombstone.Number(1)), Instant.FromUnixTimeTicks(tombstone.Number(0)))
                : null;
        }
        finally
        {
            tombstone.Reset();
        }
    }

    internal static SqliteStatement AskForDestroyed(SqliteConnection connection) => new(connection, DestroyedWith);

    /// <summary>The hash that a tombstone keeps of an external id, made of the one by which a living subject is found: neither tells the other.</summary>
    /// <remarks>
    /// It outlives the subject by design, so that an old export is refused, and its key is never replaced: whoever holds the live root key and the
    /// keyring can try external ids against it, until it is lifted. Nothing else of a destroyed subject can be tried so.
    /// </remarks>
    internal byte[] TombstoneHash(ReadOnlySpan<byte> identifierHash)
    {
        ReadOnlySpan<byte> purpose = "tombstone:"u8;
        Span<byte> message = stackalloc byte[purpose.Length + identifierHash.Length];
        purpose.CopyTo(message);
        identifierHash.CopyTo(message[purpose.Length..]);
        return HMACSHA256.HashData(_identifierKey, message);
    }

    private static IEnumerable<Tombstone> Tombstones(SqliteConnection connection, string where)
    {
        using var rows = new SqliteStatement(connection, "SELECT Kind, Id, At, ExternalId, LiftedAt FROM Tombstones " + where);
        while (rows.Step())
        {
            yield return ReadTombstone(rows);
        }
    }
}
