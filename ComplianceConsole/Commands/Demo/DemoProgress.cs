using ComplianceConsole.Domain.Time;
using ComplianceConsole.Intake;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>
/// How far the demonstration has come, which the ledger tells: every event of its past has a time of its own, and nobody but the
/// demonstration writes in the past.
/// </summary>
/// <param name="Today">The day the past was planned from.</param>
/// <param name="Last">The last entry written; null where no event has happened yet.</param>
public sealed record DemoProgress(LocalDate Today, LedgerEntry? Last)
{
    // The first import is the first event, and comes right after the registers.
    private const int Beginning = 1_000;

    /// <summary>Nothing has happened yet, and the past is planned from today.</summary>
    public static DemoProgress None(Instant now) => new(AlmatyZone.DayOf(now), Last: null);

    /// <summary>Reads it.</summary>
    /// <param name="db">The records, in which an organisation stands.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null where nothing is left to be done, or where the stores hold something that is not the demonstration's.</returns>
    public static async Task<DemoProgress?> ReadAsync(RecordsContext db, Instant now, CancellationToken cancellation)
    {
        if (!await db.Organisations.AllAsync(organisation => organisation.IsDemo, cancellation))
        {
            return null;
        }

        if (!await db.Subjects.AnyAsync(cancellation))
        {
            return await db.Requests.AnyAsync(cancellation) || await db.ImportRuns.AnyAsync(cancellation) ? null : None(now);
        }

        var entries = db.LedgerEntries.OrderBy(entry => entry.Index).Select(entry => entry.Bytes);
        var first = (await entries.Take(Beginning).ToListAsync(cancellation))
            .Select(bytes => CanonicalEncoding.Decode(bytes))
            .FirstOrDefault(entry => string.Equals(entry.Operation, ImportSubjects.Name, StringComparison.Ordinal));
        var last = CanonicalEncoding.Decode(
            await db.LedgerEntries.OrderByDescending(entry => entry.Index).Select(entry => entry.Bytes).FirstAsync(cancellation));
        if (first is null || !string.Equals(first.ActorId, DemoDesk.Administrator.Id, StringComparison.Ordinal))
        {
            return null;
        }

        var today = AlmatyZone.DayOf(first.At).PlusDays(DemoSeed.FirstImportDaysAgo);
        var isOurs = first.At == new DemoClock(now, today).Ago(DemoSeed.FirstImportDaysAgo, DemoSeed.ImportHour);
        return isOurs && last.At < AlmatyZone.StartOf(today) ? new DemoProgress(today, last) : null;
    }
}
