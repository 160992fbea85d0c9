using System.Security.Cryptography;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Lets subjects whose records went back be found by the identifiers they had then: the keyring knows those they had last. What somebody else
/// holds by now stays with whoever holds it.
/// </summary>
internal sealed class RestoredIdentifiers(RecordsStore store, Keyring keyring)
{
    /// <summary>Settles them.</summary>
    /// <returns>How many subjects lack an identifier that somebody else holds by now.</returns>
    public int Settle(IEnumerable<long> subjects, CancellationToken cancellation)
    {
        var lacking = 0;
        foreach (var id in subjects)
        {
            cancellation.ThrowIfCancellationRequested();
            if (store.Readers.Find(id) is { } row && Held(row) is { } held)
            {
                using var change = keyring.BeginChange();
                lacking += held.Count(one => change.Reserve(one.Kind, one.Canonical, id, pending: false) is not null) > 0 ? 1 : 0;
                change.KeepOnly(id, held);
                change.Commit();
            }
        }

        return lacking;
    }

    // Whose key is gone, or whose record does not open, has nothing to be found by.
    private List<(IdentifierKind Kind, string Canonical)>? Held(SubjectRow row)
    {
        try
        {
            using var cipher = keyring.Open(KeyHolder.Subject, row.Id);
            return cipher is null || row.Profile.Length == 0
                ? null
                : [.. Identifiers.Of(ProfileCodec.Read(Cipher.Open(cipher, KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile)))];
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
