using System.Security.Cryptography;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Finds records that do not open any more. Only reads; no value leaves it.</summary>
internal sealed class RecordsCheck(RecordsStore store, Keyring keyring)
{
    private const int Part = 1_000;

    /// <summary>The number of the first subject whose record was damaged; null where all open that should.</summary>
    public long? FirstUnreadable(CancellationToken cancellation)
    {
        foreach (var rows in store.Readers.All(Part))
        {
            cancellation.ThrowIfCancellationRequested();
            using var ciphers = new ScopeCiphers(keyring);
            ciphers.Fetch(KeyHolder.Subject, rows.ConvertAll(row => row.Id));

            // Asked once more as it stands now: the console goes on, and between row and key a record may have changed or gone.
            if (rows.Find(row => !Opens(ciphers, row) && !OpensNow(row.Id)) is { } damaged)
            {
                return damaged.Id;
            }
        }

        return null;
    }

    private bool OpensNow(long id)
    {
        using var ciphers = new ScopeCiphers(keyring);
        return store.Readers.Find(id) is not { } row || Opens(ciphers, row);
    }

    // What is to be destroyed, or is, may be without its key.
    private static bool Opens(ScopeCiphers ciphers, SubjectRow row)
    {
        var mustOpen = row.State is SubjectState.Active or SubjectState.Blocked;
        try
        {
            if (ciphers.Find(KeyHolder.Subject, row.Id) is not { } cipher)
            {
                return !mustOpen;
            }

            if (mustOpen)
            {
                Cipher.Open(cipher, KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile);
            }

            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
