using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Audit.Reading;

/// <summary>A page of the ledger, newest first.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Before">Where older entries are looked for; null where there are none.</param>
/// <param name="LookedThrough">How many entries were looked through for it.</param>
/// <param name="Size">How many entries the ledger had.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerItem> Items, long? Before, long LookedThrough, long Size);

/// <summary>Reads the ledger with values closed. Entries are kept as their canonical bytes alone, so that a filter looks through them. Policy 7.1.</summary>
public sealed class ReadLedger(Operation operation)
{
    /// <summary>How many entries a page has.</summary>
    public const int PageSize = 50;

    /// <summary>How many entries a page looks through at most: a rare kind is looked for in steps.</summary>
    public const int MostLookedThrough = 20_000;

    private const int Batch = 1_000;

    /// <summary>A page of entries.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="before">The page before's <see cref="LedgerPage.Before"/>; null for the newest.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The page, or <see cref="NotAllowed"/>.</returns>
    public Task<Result<LedgerPage>> RunAsync(Actor actor, LedgerFilter filter, long? before, CancellationToken cancellation) =>
        operation.ReadAsync<LedgerPage>(
            actor,
            Right.ReadLedger,
            "ledger.read",
            async (scope, token) =>
            {
                scope.Record(ProcessingAction.Administration, "7.1");
                return await PageAsync(scope.Db, filter, before ?? long.MaxValue, token);
            },
            cancellation);

    private static async Task<LedgerPage> PageAsync(RecordsContext db, LedgerFilter filter, long below, CancellationToken cancellation)
    {
        var found = new List<LedgerEntry>();
        var lookedThrough = 0L;
        var isOver = false;
        while (found.Count < PageSize && lookedThrough < MostLookedThrough && !isOver)
        {
            var batch = await Candidates(db, filter)
                .Where(entry => entry.Index < below)
                .OrderByDescending(entry => entry.Index)
                .Take(filter.IsOpen ? PageSize : Batch)
                .Select(entry => entry.Bytes)
                .ToListAsync(cancellation);
            isOver = batch.Count == 0;
            foreach (var bytes in batch)
            {
                var entry = CanonicalEncoding.Decode(bytes);
                (below, lookedThrough) = (entry.Index, lookedThrough + 1);
                if (filter.Admits(entry))
                {
                    found.Add(entry);
                }

                if (found.Count == PageSize)
                {
                    break;
                }
            }
        }

        var requests = await RequestsAsync(db, found, cancellation);
        return new LedgerPage(
            [.. found.Select(entry => LedgerItem.Of(entry, requests))],
            isOver || below == 0 ? null : below,
            lookedThrough,
            await db.LedgerHeads.Select(head => head.Size).SingleOrDefaultAsync(cancellation));
    }

    private static IQueryable<LedgerEntryRow> Candidates(RecordsContext db, LedgerFilter filter) =>
        filter.Subject is { } subject
            ? db.LedgerSubjects
                .Where(one => one.SubjectId == subject.Number)
                .Join(db.LedgerEntries, one => one.EntryIndex, entry => entry.Index, (_, entry) => entry)
            : db.LedgerEntries;

    /// <summary>The numbers of the requests that entries name.</summary>
    internal static async Task<IReadOnlyDictionary<long, RequestNumber>> RequestsAsync(
        RecordsContext db,
        IEnumerable<LedgerEntry> entries,
        CancellationToken cancellation)
    {
        var ids = entries.Select(entry => entry.RequestId).OfType<long>().Distinct().ToList();
        return ids.Count == 0
            ? new Dictionary<long, RequestNumber>()
            : await db.Requests
                .Where(request => ids.Contains(request.Id))
                .ToDictionaryAsync(request => request.Id, request => new RequestNumber(request.Year, request.Serial), cancellation);
    }
}
