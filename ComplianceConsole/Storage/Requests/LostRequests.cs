using ComplianceConsole.Domain.Time;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Requests;

/// <summary>
/// Requests that a restoration could not bring back. Their numbers stand on letters that people hold, and are not given again: the ledger still
/// knows that they were registered.
/// </summary>
internal static class LostRequests
{
    /// <summary>How many of a year were registered after a request and are not in the records.</summary>
    /// <param name="db">The records.</param>
    /// <param name="year">The year of their numbers.</param>
    /// <param name="after">The key of the request; keys grow with numbers, and never go back.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> CountAsync(RecordsContext db, int year, long after, CancellationToken cancellation)
    {
        var entries = await db.LedgerRequests
            .Where(named => named.RequestId > after && !db.Requests.Any(request => request.Id == named.RequestId))
            .Join(db.LedgerEntries, named => named.EntryIndex, entry => entry.Index, (_, entry) => entry.Bytes)
            .ToListAsync(cancellation);
        return entries
            .Select(bytes => CanonicalEncoding.Decode(bytes))
            .Where(entry => AlmatyZone.DayOf(entry.At).Year == year)
            .SelectMany(entry => entry.Images)
            .Where(image => image is { Before: null, After: not null } && string.Equals(image.Table, nameof(RecordsContext.Requests), StringComparison.Ordinal))
            .Select(image => new RecordName(image.Table, image.Key).Number)
            .Where(id => id > after)
            .Distinct()
            .Count();
    }
}
