using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Subjects.Access;

/// <summary>Finds the refused attempts at a subject's data in the ledger. Policy 2.1(7), 7.1.</summary>
internal static class RefusedAttempts
{
    /// <summary>How many are told at most.</summary>
    public const int Most = 50;

    private const int Part = 200;
    private const int MostLookedThrough = 5_000;

    /// <summary>The latest, the newest first.</summary>
    /// <param name="scope">The use case that reads.</param>
    /// <param name="subject">Whose data.</param>
    /// <param name="since">None from before this moment; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<LedgerEntry>> ReadAsync(
        OperationScope scope, SubjectId subject, Instant? since, CancellationToken cancellation)
    {
        var refused = new List<LedgerEntry>();
        var below = long.MaxValue;
        for (var looked = 0; looked < MostLookedThrough; looked += Part)
        {
            var entries = await PartAsync(scope, subject, below, cancellation);
            var recent = entries.TakeWhile(entry => since is null || entry.At >= since).ToList();
            refused.AddRange(recent.Where(entry => entry.Outcome == LedgerOutcome.Refused).Take(Most - refused.Count));
            if (recent.Count < Part || refused.Count == Most)
            {
                break;
            }

            below = recent[^1].Index;
        }

        return refused;
    }

    private static async Task<IReadOnlyList<LedgerEntry>> PartAsync(
        OperationScope scope, SubjectId subject, long below, CancellationToken cancellation)
    {
        var bytes = await scope.Db.LedgerSubjects
            .Where(one => one.SubjectId == subject.Number && one.EntryIndex < below)
            .OrderByDescending(one => one.EntryIndex)
            .Take(Part)
            .Join(scope.Db.LedgerEntries, one => one.EntryIndex, entry => entry.Index, (_, entry) => new { entry.Index, entry.Bytes })
            .OrderByDescending(entry => entry.Index)
            .Select(entry => entry.Bytes)
            .ToListAsync(cancellation);
        return bytes.ConvertAll(one => CanonicalEncoding.Decode(one));
    }
}
