using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Search;

/// <summary>How the index comes under a new key after destructions.</summary>
public sealed partial class SearchMaintenance
{
    private readonly SemaphoreSlim _renewal = new(1, 1);

    /// <summary>
    /// Makes the index anew under a new key where subjects have been destroyed since that was last done, and destroys the old key: an old file of
    /// the index, in whoever's hands, then says nothing of them. Searching and changing go on meanwhile; only destructions wait. A crash leaves the
    /// old index with its key, or none, and then the next start builds it.
    /// </summary>
    /// <returns>Whether it was made anew.</returns>
    public async Task<bool> RenewWhereDueAsync(CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        await _renewal.WaitAsync(cancellation);
        try
        {
            var destroyed = keyring.AllTombstones().LongCount(one => one.Kind == KeyHolder.Subject);
            if (index.AppliedIndex is null || index.DestroyedWhenKeyed == destroyed)
            {
                return false;
            }

            await RecordRebuildAsync(cancellation, "search.renew");
            await RenewInTurnAsync(destroyed, cancellation);
            return true;
        }
        finally
        {
            _progress = null;
            _renewal.Release();
        }
    }

    private async Task RenewInTurnAsync(long destroyed, CancellationToken cancellation)
    {
        var key = RandomNumberGenerator.GetBytes(BlindTokens.KeyLength);
        using var renewal = index.BeginRenewal(key);
        try
        {
            var size = await LedgerSizeAsync(cancellation);
            var (done, total) = (0L, await CountAsync(cancellation));
            foreach (var rows in store.Readers.All(Part))
            {
                cancellation.ThrowIfCancellationRequested();
                renewal.Put(PrepareAll(rows, [], renewal));
                _progress = new RebuildProgress(done += rows.Count, total);
            }

            // While nobody writes the old one: what changed since, and then the new one answers.
            await _turn.WaitAsync(cancellation);
            try
            {
                var applied = await LedgerSizeAsync(cancellation);
                foreach (var rows in store.Readers.ChangedSince(size, Part))
                {
                    renewal.Remove(rows.FindAll(IsGone).ConvertAll(row => row.Id));
                    renewal.Put(PrepareAll(rows, [], renewal));
                }

                keyFile.Replace(key);
                renewal.Promote(applied, destroyed);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            renewal.Abandon();
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
