using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Audit.Reading;

/// <summary>One entry with its leaf hash.</summary>
public sealed record EntryReading(LedgerItem Item, Hash256 LeafHash);

/// <summary>Reads one entry of the ledger, its details closed. Policy 7.1.</summary>
public sealed class ReadEntry(Operation operation)
{
    /// <summary>The entry at a place.</summary>
    /// <returns>The entry, <see cref="NotAllowed"/>, or <see cref="NotFound"/>.</returns>
    public Task<Result<EntryReading>> RunAsync(Actor actor, long index, CancellationToken cancellation) =>
        operation.ReadAsync<EntryReading>(
            actor,
            Right.ReadLedger,
            "ledger.entry",
            async (scope, token) =>
            {
                var row = await scope.Db.LedgerEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Index == index, token);
                if (row is null)
                {
                    return new NotFound("LedgerEntry");
                }

                var entry = CanonicalEncoding.Decode(row.Bytes);
                scope.Record(ProcessingAction.Administration, "7.1");
                return new EntryReading(
                    LedgerItem.Of(entry, await ReadLedger.RequestsAsync(scope.Db, [entry], token)), new Hash256(row.LeafHash));
            },
            cancellation);
}
