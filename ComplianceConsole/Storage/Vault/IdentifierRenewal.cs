namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// Brings all identifiers under a new outer key and destroys the old one with a renewal of the root key: an older copy of the keyring, in whoever's
/// hands, then says nothing of whose identifiers it held, not even to who has the live keys and tries every phone number there is. They come over
/// in parts, the subjects in the order of their numbers, so that looking up and entering go on meanwhile, here and in other processes. What was cut
/// short holds, and is gone on with. Policy 2.1(10).
/// </summary>
public sealed class IdentifierRenewal(Keyring keyring)
{
    /// <summary>How many identifiers one change brings over, for which others wait.</summary>
    internal int Part { get; init; } = 40_000;

    // Who waits for a file asks for it every tenth of a second at most.
    private static readonly TimeSpan s_turnOfOthers = TimeSpan.FromMilliseconds(150);

    /// <summary>Renews it where subjects have been destroyed since that was last done, or it was begun and cut short, or there is none yet.</summary>
    /// <param name="cancellation">Ends it between two parts.</param>
    /// <returns>Whether it was renewed; false where nothing was due.</returns>
    /// <exception cref="Copies.CopyAwayException">A copy of the keyring does not answer: the last step is left for the next time.</exception>
    /// <exception cref="StoreException">An earlier renewal of the root key is not finished: likewise.</exception>
    public bool RunWhereDue(CancellationToken cancellation) =>
        Begin(onlyWhereDue: true)
        && (Finish(cancellation) ? true : throw new StoreException("The identifiers' new key waits until the old root key is gone: a copy of the keyring has not followed."));

    /// <summary>Renews it; one that was cut short is finished instead.</summary>
    /// <param name="cancellation">Ends it between two parts.</param>
    /// <returns>False where the last step waits: an earlier renewal of the root key is not finished.</returns>
    /// <exception cref="Copies.CopyAwayException">A copy of the keyring does not answer: the last step is left for the next time.</exception>
    public bool Run(CancellationToken cancellation) => Begin(onlyWhereDue: false) && Finish(cancellation);

    /// <summary>Gives a keyring of an earlier version its first outer key.</summary>
    internal void Upgrade(CancellationToken cancellation)
    {
        if (!keyring.HasOuterKey())
        {
            Run(cancellation);
        }
    }

    private bool Begin(bool onlyWhereDue)
    {
        using var change = keyring.BeginChange();
        if (!change.BeginOuterKey(onlyWhereDue))
        {
            return false;
        }

        change.Commit();
        return true;
    }

    private bool Finish(CancellationToken cancellation)
    {
        do
        {
            while (Move())
            {
                cancellation.ThrowIfCancellationRequested();
                cancellation.WaitHandle.WaitOne(s_turnOfOthers);
            }

            if (!keyring.FinishRenewal())
            {
                return false;
            }
        }
        while (!Promote());

        return true;
    }

    private bool Move()
    {
        using var change = keyring.BeginChange();
        var isLeft = change.MoveIdentifiers(Part);
        change.Commit();
        return isLeft;
    }

    private bool Promote()
    {
        using var change = keyring.BeginChange();
        var isDone = change.PromoteOuterKey();
        change.Commit();
        return isDone;
    }
}
