using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Features.Audit.Losses;

/// <summary>
/// Where losses of entries were accepted when the records were restored: moments and numbers, so that no entry is left; a refusal leaves one.
/// </summary>
public sealed class ReadLosses(Operation operation, RecordsStore store)
{
    private List<LedgerOrigin>? _found;

    /// <summary>All losses, the latest first. They arise while the console is closed, so that they are looked for once.</summary>
    /// <returns>The losses, <see cref="NotAllowed"/>, or <see cref="StoreUnavailable"/>.</returns>
    public async Task<Result<IReadOnlyList<LedgerOrigin>>> HandleAsync(Actor actor, CancellationToken cancellation)
    {
        if (!actor.May(Right.VerifyLedger))
        {
            return await operation.ReadAsync<IReadOnlyList<LedgerOrigin>>(
                actor, Right.VerifyLedger, "ledger.losses", (_, _) => throw new InvalidOperationException(), cancellation);
        }

        try
        {
            // The whole ledger is gone through: the page's own thread stays free meanwhile.
            _found ??= await Task.Run(Read, cancellation);
            return _found;
        }
        catch (Exception error) when (error is SqliteException or IOException or StoreException)
        {
            return new StoreUnavailable();
        }
    }

    private List<LedgerOrigin> Read()
    {
        using var records = SqliteStore.Open(store.ConnectionString);
        return [.. LedgerOrigins.Read(records).Reverse()];
    }
}
