using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Operations;

/// <summary>The sealed details of an entry: salt, then JSON.</summary>
public static class EntryDetails
{
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

        var (kind, id) = Cipher.HolderOf(details);
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
