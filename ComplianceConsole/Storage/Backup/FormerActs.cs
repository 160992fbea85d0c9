using ComplianceConsole.Domain.Time;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// The numbers that acts of destruction had which a backup does not have: each destruction took the next of its year, and the ledger tells their
/// order. An act that is written again is given the number that stands on the paper.
/// </summary>
internal static class FormerActs
{
    /// <summary>Year and number in the year, by subject.</summary>
    /// <param name="db">The records as they came from the backup.</param>
    /// <param name="destroyed">The destructions after it in their order: subject and when it was said to be done.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyDictionary<long, (int Year, int Serial)>> FindAsync(
        RecordsContext db, IEnumerable<(long Subject, Instant At)> destroyed, CancellationToken cancellation)
    {
        var issued = await db.Destructions
            .Where(row => row.ActYear != null && row.ActSerial != null)
            .Select(row => new { row.SubjectId, Year = row.ActYear!.Value, Serial = row.ActSerial!.Value })
            .ToListAsync(cancellation);
        var known = issued.Select(row => row.SubjectId).ToHashSet();
        var last = issued.GroupBy(row => row.Year).ToDictionary(year => year.Key, year => year.Max(row => row.Serial));
        var found = new Dictionary<long, (int Year, int Serial)>();
        foreach (var (subject, at) in destroyed.Where(one => known.Add(one.Subject)))
        {
            var year = AlmatyZone.DayOf(at).Year;
            last[year] = last.GetValueOrDefault(year) + 1;
            found.Add(subject, (year, last[year]));
        }

        return found;
    }
}
