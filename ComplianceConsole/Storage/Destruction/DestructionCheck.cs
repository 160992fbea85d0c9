using System.Globalization;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>What of a destruction does not hold.</summary>
public enum DestructionFault
{
    /// <summary>There is a tombstone, and the key or an identifier all the same: an old keyring was put back.</summary>
    KeyOutlivesTombstone = 0,

    /// <summary>The record says "destroyed", and the keyring has no tombstone.</summary>
    DestroyedWithoutTombstone = 1,

    /// <summary>The key is gone, and the keyring has no tombstone that says when.</summary>
    KeyLostWithoutTombstone = 2,

    /// <summary>There is a tombstone, and the record stands as if nothing had been decided: an old backup of the records was put back.</summary>
    TombstoneWithoutDecision = 3,
}

/// <summary>A destruction that does not hold.</summary>
/// <param name="Subject">The subject's number; null where a request names nobody.</param>
/// <param name="Fault">What does not, and so which step.</param>
/// <param name="Request">The request whose own key it is; null where it is the subject's.</param>
public sealed record BrokenDestruction(long? Subject, DestructionFault Fault, RequestNumber? Request = null)
{
    /// <summary>The step whose work is missing, or was undone.</summary>
    public DestructionStep Step => Fault == DestructionFault.TombstoneWithoutDecision ? DestructionStep.Decide : DestructionStep.Key;

    /// <summary>Whose destruction it is, for scripts.</summary>
    public string Whose =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Request is { } request ? $"request {request}{(Subject is null ? "" : " of ")}" : "")}{(Subject is { } subject ? $"subject {subject}" : "")}");
}

/// <summary>
/// Checks what must be true of destructions whenever the console stands still, of subjects and of requests: a tombstone means no key, "destroyed"
/// means a tombstone, and whoever has no key has a tombstone. Only reads.
/// </summary>
internal sealed class DestructionCheck(StoreFiles files, RecordsStore store)
{
    private const int Part = 1_000;

    private const string Gone =
        """
        SELECT Id FROM Tombstones WHERE Kind = 0 AND (
            EXISTS (SELECT 1 FROM HolderKeys WHERE HolderKeys.Kind = 0 AND HolderKeys.Id = Tombstones.Id)
            OR EXISTS (SELECT 1 FROM Identifiers WHERE SubjectId = Tombstones.Id))
        ORDER BY Id LIMIT 1
        """;

    /// <summary>The first that does not hold; null where all do.</summary>
    public BrokenDestruction? First(CancellationToken cancellation)
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using (var outlived = new SqliteStatement(connection, Gone))
        {
            if (outlived.Step())
            {
                return new BrokenDestruction(outlived.Number(0), DestructionFault.KeyOutlivesTombstone);
            }
        }

        using var key = new SqliteStatement(connection, "SELECT 1 FROM HolderKeys WHERE Kind = 0 AND Id = ?1");
        using var tombstone = new SqliteStatement(connection, "SELECT 1 FROM Tombstones WHERE Kind = 0 AND Id = ?1");
        foreach (var rows in store.Readers.All(Part))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var row in rows)
            {
                // Asked once more as it stands now: between row and keyring a destruction may have gone on.
                if (FaultOf(row) is not null && store.Readers.Find(row.Id) is { } now && FaultOf(now) is { } fault)
                {
                    return new BrokenDestruction(row.Id, fault);
                }
            }
        }

        return new RequestDestructionCheck(store, connection).First(cancellation);

        DestructionFault? FaultOf(SubjectRow row) =>
            row.State switch
            {
                SubjectState.Destroyed or SubjectState.Depersonalised when !Has(tombstone, row.Id) => DestructionFault.DestroyedWithoutTombstone,
                SubjectState.ReleasedForDestruction when !Has(key, row.Id) && !Has(tombstone, row.Id) =>
                    DestructionFault.KeyLostWithoutTombstone,
                SubjectState.Active or SubjectState.Blocked when Has(tombstone, row.Id) => DestructionFault.TombstoneWithoutDecision,
                _ => null,
            };
    }

    private static bool Has(SqliteStatement asked, long id)
    {
        try
        {
            return asked.Bind(1, id).Step();
        }
        finally
        {
            asked.Reset();
        }
    }
}
