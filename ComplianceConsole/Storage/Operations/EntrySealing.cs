using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Makes of what a use case staged an entry for the ledger: its details sealed, its bytes ready but for the index.</summary>
internal static class EntrySealing
{
    /// <summary>Seals an entry of a use case.</summary>
    public static SealedEntry Seal(
        StagedEntry staged, Actor actor, string operation, Instant now, ScopeCiphers ciphers, IReadOnlyList<RecordImage> images)
    {
        Hash256? digest = null;
        byte[]? details = null;
        var (kind, id) = staged.Holder;

        // A refusal stands by itself: that a key is gone must not keep it out of the ledger.
        if (staged.Details is not null && (staged.Outcome == LedgerOutcome.Done || ciphers.Find(kind, id) is not null))
        {
            var salt = DetailsDigest.NewSalt();
            var json = VaultJson.Write(staged.Details);
            digest = DetailsDigest.Compute(salt, json);

            // The digest stands in the entry and names the place, so that details moved to another entry do not open.
            details = Cipher.Seal(ciphers.Of(kind, id), kind, id, EntryDetails.PlaceOf(digest.Value), [.. salt, .. json]);
        }

        return new SealedEntry(
            new LedgerEntry
            {
                Index = 0,
                At = now,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Roles = RoleCodes.Format(actor.Roles),
                Action = staged.Action.Code(),
                Operation = operation,
                Subjects = staged.Subjects,
                Purpose = staged.Purpose,
                Clause = staged.Clause,
                RequestId = staged.RequestId,
                Outcome = staged.Outcome,
                Digest = digest,
                Images = details is null ? images : [.. images, DetailsImage.Of(details)],
            },
            details);
    }
}
