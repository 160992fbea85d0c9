using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Depersonalisation;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Destruction.Statistics;

/// <summary>How many depersonalised records share a combination.</summary>
/// <param name="Traits">The combination; what is null is not told.</param>
/// <param name="Count">How many records, at least the smallest group.</param>
public sealed record Combination(Traits Traits, int Count);

/// <summary>Figures about depersonalised records. Policy 3.2.6.</summary>
public sealed record RemainderFigures
{
    /// <summary>Every combination that is told, the most frequent first.</summary>
    public required IReadOnlyList<Combination> Combinations { get; init; }

    /// <summary>How many records were depersonalised.</summary>
    public required int Total { get; init; }

    /// <summary>Of how many all traits are told.</summary>
    public required int Whole { get; init; }

    /// <summary>Of how many nothing is told.</summary>
    public required int Suppressed { get; init; }

    /// <summary>Of how many some traits are told.</summary>
    public int Coarsened => Total - Whole - Suppressed;

    /// <summary>The smallest number of records that a combination may stand for.</summary>
    public required int SmallestGroup { get; init; }
}

/// <summary>
/// Counts what remains of depersonalised records. A combination that has become too rare, since the settings ask for larger groups than when it
/// was kept, is not told: it counts as suppressed. Policy 3.2.6.
/// </summary>
public sealed class ReadStatistics(Operation operation, DestructionSettings settings)
{
    /// <summary>Counts.</summary>
    public Task<Result<RemainderFigures>> HandleAsync(Actor actor, CancellationToken cancellation) =>
        operation.ReadAsync<RemainderFigures>(
            actor,
            Right.ReadStatistics,
            "statistics.read",
            async (scope, ct) =>
            {
                scope.Record(ProcessingAction.Administration, "3.2.6");
                var k = Math.Max(settings.SmallestGroup, Anonymity.Least);
                var counts = await scope.Db.Remainders.AsNoTracking()
                    .GroupBy(row => new { row.City, row.Year, row.Activity, row.UserType })
                    .Select(alike => new { alike.Key, Count = alike.Count() })
                    .ToListAsync(ct);
                var total = counts.Sum(one => one.Count);
                var told = counts
                    .ConvertAll(one => new Combination(new Traits(one.Key.City, one.Key.Year, one.Key.Activity, one.Key.UserType), one.Count))
                    .FindAll(one => !one.Traits.IsSuppressed && one.Count >= k);
                return new RemainderFigures
                {
                    Combinations = [.. told.OrderByDescending(one => one.Count).ThenBy(one => one.Traits.Year).ThenBy(one => one.Traits.City).ThenBy(one => one.Traits.Activity).ThenBy(one => one.Traits.Type)],
                    Total = total,
                    Whole = told.Where(one => one.Traits.IsWhole).Sum(one => one.Count),
                    Suppressed = total - told.Sum(one => one.Count),
                    SmallestGroup = k,
                };
            },
            cancellation);
}
