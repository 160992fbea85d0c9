using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>
/// Destroys keys so that no copy of the keyring there ever was gives them back, and tells when that is so: of a subject, a request and a letter
/// alike. Policy 2.1(10).
/// </summary>
public sealed class KeyDestruction(
    IDbContextFactory<RecordsContext> contexts,
    RecordsStore store,
    Keyring keyring,
    IEnumerable<ILiveKeyring> copies,
    IClock clock)
{
    /// <summary>
    /// Takes keys and identifiers from the keyring, sets the tombstones and renews the tree once for all of them, while nobody else writes the
    /// records: whoever opened one of them before has committed by then.
    /// </summary>
    /// <param name="holders">Whose keys, asked of the records in that moment.</param>
    /// <param name="cancellation">Ends it before it begins.</param>
    /// <returns>False where an earlier renewal of the tree is not finished: nothing was destroyed.</returns>
    /// <exception cref="CopyAwayException">A copy of the keyring does not answer; no key was destroyed.</exception>
    public async Task<bool> DestroyAsync(
        Func<RecordsContext, CancellationToken, Task<IReadOnlyList<(KeyHolder Kind, long Id)>>> holders, CancellationToken cancellation)
    {
        if (!keyring.FinishRenewal())
        {
            return false;
        }

        // A copy that has missed changes follows here, while nobody waits.
        keyring.Copies.AllInStep();
        await store.Gate.WaitAsync(cancellation);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await using var writeLock = await db.Database.BeginTransactionAsync(cancellation);
            var doomed = await holders(db, cancellation);
            using var change = keyring.BeginChange();
            foreach (var (kind, id) in doomed)
            {
                change.Destroy(kind, id, clock.GetCurrentInstant());
            }

            change.Commit(finishesRenewal: false);
        }
        finally
        {
            store.Gate.Release();
        }

        // Readers and copies may hold it up: nobody waits for the records meanwhile. Who must know whether it is done asks again.
        keyring.FinishRenewal();
        return true;
    }

    /// <summary>The first live copy of the keyring that still has something left of a key, its log included; null where none has.</summary>
    public string? LeftIn(KeyHolder kind, long id) => copies.FirstOrDefault(copy => !copy.Confirms(kind, id))?.Name;

    /// <summary>Whether the old root key is gone: only without it do older copies of the keyring open nothing.</summary>
    public bool IsOldRootGone() => keyring.FinishRenewal();

    /// <summary>Whether nothing is left of a key anywhere: only then may anything say "destroyed".</summary>
    public bool IsConfirmed(KeyHolder kind, long id) => LeftIn(kind, id) is null && IsOldRootGone();
}
