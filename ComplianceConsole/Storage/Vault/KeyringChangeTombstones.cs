using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Vault;

/// <summary>What a change does with tombstones.</summary>
public sealed partial class KeyringChange
{
    private SqliteStatement? _destroyedWith;

    /// <summary>
    /// Puts a tombstone that was set elsewhere back in its place: the key it speaks of goes where it is still there, and what was lifted stays
    /// lifted. Policy 2.1(10).
    /// </summary>
    public void Bury(Tombstone tombstone)
    {
        RemoveOrphan(tombstone.Kind, tombstone.Id);
        Set(tombstone);
        if (tombstone is { Kind: KeyHolder.Subject, LiftedAt: { } at })
        {
            Lift(new SubjectId(tombstone.Id), at);
        }
    }

    /// <summary>Lets the external id of a destroyed subject be entered again. Again without effect.</summary>
    public void Lift(SubjectId subject, Instant at)
    {
        if (Keyring.FindTombstone(_connection, subject) is not { LiftedAt: null } tombstone)
        {
            return;
        }

        var lifted = tombstone with { ExternalId = null, LiftedAt = at };
        using var lift = Command("UPDATE Tombstones SET ExternalId = NULL, LiftedAt = $at, Seal = $seal WHERE Kind = 0 AND Id = $id", "$at", "$seal", "$id");
        Run(lift, at.ToUnixTimeTicks(), _keyring.SealOf(lifted), subject.Number);
    }

    /// <summary>Gives a tombstone of an earlier version its code.</summary>
    internal void Seal(Tombstone tombstone)
    {
        using var seal = Command("UPDATE Tombstones SET Seal = $seal WHERE Kind = $kind AND Id = $id AND Seal IS NULL", "$seal", "$kind", "$id");
        Run(seal, _keyring.SealOf(tombstone), (int)tombstone.Kind, tombstone.Id);
    }

    /// <summary>When the subject with an external id of this hash was destroyed; null where none was, or where that was lifted.</summary>
    internal Instant? DestroyedWith(byte[] identifierHash) =>
        Keyring.Destroyed(_destroyedWith ??= Keyring.AskForDestroyed(_connection), _keyring.TombstoneHash(identifierHash))?.At;

    private void Set(Tombstone tombstone)
    {
        using var set = Command(
            "INSERT INTO Tombstones (Kind, Id, At, ExternalId, Seal) VALUES ($kind, $id, $at, $externalId, $seal) ON CONFLICT DO NOTHING",
            "$kind", "$id", "$at", "$externalId", "$seal");
        var bare = tombstone with { LiftedAt = null };
        if (Run(set, (int)tombstone.Kind, tombstone.Id, tombstone.At.ToUnixTimeTicks(), tombstone.ExternalId ?? (object)DBNull.Value, _keyring.SealOf(bare)) > 0)
        {
            _emptied.Add(Keyring.ShelfOf(tombstone.Id));
        }
    }

    // Asked before the identifiers go.
    private byte[]? ExternalIdLeftBy(KeyHolder kind, long id)
    {
        if (kind != KeyHolder.Subject)
        {
            return null;
        }

        using var held = Command("SELECT Hash FROM Identifiers WHERE SubjectId = $id AND Kind = 0 ORDER BY Pending LIMIT 1", "$id");
        Bind(held, id);
        return held.ExecuteScalar() is byte[] stored ? _keyring.TombstoneHash(Held.HashOf(stored, id)) : null;
    }
}
