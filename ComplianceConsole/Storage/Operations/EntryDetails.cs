using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Operations;

/// <summary>The sealed details of an entry: salt, then JSON.</summary>
public static class EntryDetails
{
    /// <summary>Under whose key the details of an entry stand: the one subject's, the request's, or else the organisation's.</summary>
    internal static (KeyHolder Kind, long Id) HolderOf(IReadOnlyList<long> subjects, long? requestId) =>
        subjects.Count == 1 ? (KeyHolder.Subject, subjects[0])
        : requestId is { } request && subjects.Count == 0 ? (KeyHolder.Request, request)
        : (KeyHolder.Organisation, Keyring.Organisation);

    internal static Place PlaceOf(Hash256 digest) =>
        new(nameof(RecordsContext.LedgerEntries), digest.ToString(), nameof(LedgerEntryRow.Details));

    /// <summary>Opens an entry's details with its holder's key.</summary>
    /// <returns>The JSON; null where the entry has none or the key is gone.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The details do not belong to the entry.</exception>
    public static byte[]? Open(Keyring keyring, LedgerEntry entry, byte[]? details)
    {
        if (details is null || entry.Digest is not { } digest)
        {
            return null;
        }

        // Not as the details' own header says: whoever changes that could pass them off as those of a key that is gone.
        var (kind, id) = HolderOf(entry.Subjects, entry.RequestId);
        if (Cipher.HolderOf(details) != (kind, id))
        {
            throw new System.Security.Cryptography.CryptographicException("The details are another holder's.");
        }

        using var key = keyring.Open(kind, id);
        if (key is null)
        {
            return null;
        }

        var plain = Cipher.Open(key, kind, id, PlaceOf(digest), details);
        return DetailsDigest.Compute(plain.AsSpan(0, DetailsDigest.SaltLength), plain.AsSpan(DetailsDigest.SaltLength)) == digest
            ? plain[DetailsDigest.SaltLength..]
            : throw new System.Security.Cryptography.CryptographicException("The details are not those of the entry.");
    }
}
