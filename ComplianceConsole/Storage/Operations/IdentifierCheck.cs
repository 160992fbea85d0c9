using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Checks that the outer key of identifiers opens, that its renewal is where the keyring says, and that people are found by the identifiers of
/// their records: of all, or of a thousand spread over all numbers. Only reads; no value leaves it.
/// </summary>
internal sealed class IdentifierCheck(StoreFiles files, RecordsStore store, Keyring keyring)
{
    private const int Looks = 1_000;

    // A record that is being changed between two looks is looked at again.
    private const int Turns = 3;

    /// <summary>The first that does not hold; null where all does.</summary>
    public BrokenTree? First(CancellationToken cancellation)
    {
        try
        {
            if (!keyring.OuterKeysFit())
            {
                return new BrokenTree(TreeFault.OuterKeyDoesNotHold, Keyring.OuterSecret);
            }

            foreach (var subject in Spread())
            {
                cancellation.ThrowIfCancellationRequested();
                if (!Enumerable.Range(0, Turns).Any(_ => IsFound(subject)))
                {
                    return new BrokenTree(TreeFault.IdentifierMissing, string.Create(CultureInfo.InvariantCulture, $"{KeyHolder.Subject} {subject}"));
                }
            }

            return null;
        }
        catch (CryptographicException)
        {
            return new BrokenTree(TreeFault.OuterKeyDoesNotHold, Keyring.OuterSecret);
        }
    }

    private List<long> Spread()
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var last = new SqliteStatement(connection, "SELECT COALESCE(MAX(Id), 0) FROM HolderKeys WHERE Kind = 0");
        last.Step();
        var step = Math.Max(1, last.Number(0) / Looks);
        last.Reset();
        var found = new List<long>(Looks);
        using var next = new SqliteStatement(connection, "SELECT Id FROM HolderKeys WHERE Kind = 0 AND Id >= ?1 ORDER BY Id LIMIT 1");
        for (var from = 0L; next.Bind(1, from).Step(); from = found[^1] + step)
        {
            found.Add(next.Number(0));
            next.Reset();
        }

        return found;
    }

    private bool IsFound(long subject)
    {
        if (store.Readers.Find(subject) is not { State: SubjectState.Active or SubjectState.Blocked } row)
        {
            return true;
        }

        using var cipher = keyring.Open(KeyHolder.Subject, subject);
        return cipher is null || ProfileOf(cipher, row) is not { } profile || keyring.Holds(subject, [.. Identifiers.Of(profile)]);
    }

    // What does not open is named by another check.
    private static Profile? ProfileOf(AesGcm cipher, SubjectRow row)
    {
        try
        {
            return ProfileCodec.Read(Cipher.Open(cipher, KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
