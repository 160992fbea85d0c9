using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// What was done after a backup and is proven, but did not come back: somebody has to look at it again. What was done about those who are destroyed
/// is over, and blocks were set and released again by themselves.
/// </summary>
internal static class LostWork
{
    /// <summary>Counts it by use case.</summary>
    /// <param name="records">The records as they are now.</param>
    /// <param name="from">The first entry behind the backup.</param>
    /// <param name="until">The first entry of the restoration.</param>
    /// <param name="left">The rows that are not as the ledger last recorded them.</param>
    /// <param name="buried">The subjects who have a tombstone.</param>
    /// <param name="cancellation">Ends it.</param>
    public static IReadOnlyDictionary<string, long> Count(
        SqliteConnection records, long from, long until, IReadOnlyList<RecordImage> left, IReadOnlySet<long> buried, CancellationToken cancellation)
    {
        var lost = left.Select(image => new RecordName(image.Table, image.Key)).ToHashSet();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var rows = new SqliteStatement(records, "SELECT Bytes FROM LedgerEntries WHERE \"Index\" >= ?1 AND \"Index\" < ?2 ORDER BY \"Index\"");
        rows.Bind(1, from).Bind(2, until);
        while (rows.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            var entry = CanonicalEncoding.Decode(rows.Blob(0));
            if (entry.Images.Any(image => lost.Contains(new RecordName(image.Table, image.Key))) && !IsOver(entry, lost, buried))
            {
                counts[entry.Operation] = counts.GetValueOrDefault(entry.Operation) + 1;
            }
        }

        return counts;
    }

    private static bool IsOver(LedgerEntry entry, HashSet<RecordName> lost, IReadOnlySet<long> buried) =>
        (entry.Subjects.Count > 0 && entry.Subjects.All(buried.Contains))
        || (IsOfBlock(entry) && entry.Images.Where(IsEvent).All(image => !lost.Contains(new RecordName(image.Table, image.Key))));

    private static bool IsOfBlock(LedgerEntry entry) =>
        (string.Equals(entry.Action, ProcessingAction.Blocking.Code(), StringComparison.Ordinal)
            || string.Equals(entry.Action, ProcessingAction.Unblocking.Code(), StringComparison.Ordinal))
        && entry.Images.Any(IsEvent);

    private static bool IsEvent(RecordImage image) => string.Equals(image.Table, nameof(RecordsContext.BlockEvents), StringComparison.Ordinal);
}
