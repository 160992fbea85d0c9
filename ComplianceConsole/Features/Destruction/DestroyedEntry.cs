using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>The ledger's entry that says that a subject's data is destroyed, and the ledger as it stood with it.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Leaf">Its leaf hash, in hexadecimal.</param>
internal sealed record DestroyedEntry(long Index, string Leaf)
{
    /// <summary>
    /// Finds it; null while the data is not destroyed. From the end: only views of the proof come after it, and what a restoration destroyed again,
    /// which is told by its time.
    /// </summary>
    public static async Task<DestroyedEntry?> FindAsync(OperationScope scope, SubjectId subject, Instant at, CancellationToken cancellation)
    {
        DestroyedEntry? found = null;
        var entries = scope.Db.LedgerSubjects
            .Where(row => row.SubjectId == subject.Number)
            .OrderByDescending(row => row.EntryIndex)
            .Join(scope.Db.LedgerEntries, row => row.EntryIndex, entry => entry.Index, (_, entry) => new { entry.Index, entry.Bytes, entry.LeafHash })
            .AsNoTracking()
            .AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            var said = CanonicalEncoding.Decode(entry.Bytes);
            if (string.Equals(said.Operation, "subject.destroyed", StringComparison.Ordinal))
            {
                found = new DestroyedEntry(entry.Index, Convert.ToHexStringLower(entry.LeafHash));
                if (said.At == at)
                {
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>The root of the ledger that ends with this entry, in hexadecimal: it never changes, however long the ledger grows.</summary>
    public async Task<string> RootAsync(OperationScope scope, CancellationToken cancellation)
    {
        var range = new CompactRange();
        var leaves = scope.Db.LedgerEntries
            .Where(entry => entry.Index <= Index)
            .OrderBy(entry => entry.Index)
            .Select(entry => entry.LeafHash)
            .AsAsyncEnumerable();
        await foreach (var leaf in leaves.WithCancellation(cancellation))
        {
            range.Append(new Hash256(leaf));
        }

        return range.Root().ToString();
    }
}
