namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// Renews the whole tree on demand: the outer key of identifiers, every shelf's key with all keys under it, then the root key. Older copies of the keyring then open nothing at
/// all with the present keys. Shelves are renewed in parts, so that nobody waits long; what was cut short is a tree that holds, and begun again.
/// </summary>
public sealed class TreeRotation(Keyring keyring)
{
    /// <summary>How many shelves one change renews: about 30,000 keys of a million.</summary>
    private const int Part = 32;

    /// <summary>Renews it.</summary>
    /// <param name="progress">Told how many of the 1,024 shelves are renewed.</param>
    /// <param name="cancellation">Ends it between two parts.</param>
    /// <returns>False where all is renewed and waits for a reader or a copy of the keyring before the old root key goes.</returns>
    /// <exception cref="RenewalUnderWayException">Another renewal, a destruction's, is not finished: what was renewed by then holds.</exception>
    /// <exception cref="Copies.CopyAwayException">A copy of the keyring does not answer.</exception>
    public bool Run(IProgress<int>? progress, CancellationToken cancellation)
    {
        if (!keyring.FinishRenewal() || !new IdentifierRenewal(keyring).Run(cancellation) || !keyring.FinishRenewal())
        {
            throw new RenewalUnderWayException();
        }

        for (var first = 0; first < Keyring.Shelves; first += Part)
        {
            cancellation.ThrowIfCancellationRequested();
            using var change = keyring.BeginChange();
            for (var shelf = first; shelf < first + Part; shelf++)
            {
                change.RenewShelf(shelf);
            }

            change.Commit();
            progress?.Report(first + Part);
        }

        using (var change = keyring.BeginChange())
        {
            change.RenewRoot();
            change.Commit();
        }

        return keyring.FinishRenewal();
    }
}
