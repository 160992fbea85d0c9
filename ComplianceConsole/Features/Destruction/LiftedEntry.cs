using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Destruction;

/// <summary>The ledger's entry that says that the external id of a destroyed subject was let in again.</summary>
internal static class LiftedEntry
{
    /// <summary>Who let it in; null where nobody did. From the end: it was done after the destruction. Policy 4.2.1.</summary>
    public static async Task<string?> FindActorAsync(OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        var entries = scope.Db.LedgerSubjects
            .Where(row => row.SubjectId == subject.Number)
            .OrderByDescending(row => row.EntryIndex)
            .Join(scope.Db.LedgerEntries, row => row.EntryIndex, entry => entry.Index, (_, entry) => entry.Bytes)
            .AsNoTracking()
            .AsAsyncEnumerable();
        await foreach (var bytes in entries.WithCancellation(cancellation))
        {
            switch (CanonicalEncoding.Decode(bytes))
            {
                case { Operation: "tombstone.lift", Outcome: LedgerOutcome.Done } lifted:
                    return lifted.ActorName;
                case { Operation: "subject.destroyed" }:
                    return null;
            }
        }

        return null;
    }
}
