using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Features.Audit.Verification;

/// <summary>Recomputes the ledger from a page. Like the verb, it only reads and leaves no entry; a refusal does.</summary>
public sealed class VerifyStores(Operation operation, StoreVerifier verifier, RecordsStore store)
{
    /// <summary>How many entries there are to check now, for a progress bar.</summary>
    public long Size => store.Ledger.Head?.Size ?? 0;

    /// <summary>Verifies everything.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="progress">Told how many entries have been checked.</param>
    /// <param name="cancellation">Ends the verification.</param>
    /// <returns>What was found, <see cref="NotAllowed"/>, or <see cref="StoreUnavailable"/>.</returns>
    public async Task<Result<StoreVerification>> RunAsync(Actor actor, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (!actor.May(Right.VerifyLedger))
        {
            return await operation.ReadAsync<StoreVerification>(
                actor, Right.VerifyLedger, "ledger.verify", (_, _) => throw new InvalidOperationException(), cancellation);
        }

        try
        {
            // It computes for long: the page's own thread stays free to show the progress.
            return await Task.Run(() => verifier.VerifyAsync(progress, cancellation), cancellation);
        }
        catch (Exception error) when (error is SqliteException or IOException or StoreException)
        {
            return new StoreUnavailable();
        }
    }
}
