using ComplianceConsole.Domain.Depersonalisation;

namespace ComplianceConsole.Domain.Destruction;

/// <summary>
/// What became of a group of records that were depersonalised together: numbers of the whole group, the same for each of them, so that they tell
/// of none. Policy 2.1(11).
/// </summary>
public sealed record RemainsFacts
{
    /// <summary>The smallest number of records that a combination may stand for.</summary>
    public int SmallestGroup { get; init; }

    /// <summary>How many records were depersonalised together.</summary>
    public int Together { get; init; }

    /// <summary>Of how many all traits are told.</summary>
    public int Whole { get; init; }

    /// <summary>Of how many some are told.</summary>
    public int Coarsened { get; init; }

    /// <summary>Of how many nothing is told but that there was a record.</summary>
    public int Suppressed { get; init; }

    /// <summary>Counts them.</summary>
    /// <param name="told">What of each is told.</param>
    /// <param name="k">The smallest number of records that a combination may stand for.</param>
    public static RemainsFacts Of(IReadOnlyCollection<Traits> told, int k)
    {
        var whole = told.Count(traits => traits.IsWhole);
        var suppressed = told.Count(traits => traits.IsSuppressed);
        return new RemainsFacts
        {
            SmallestGroup = k,
            Together = told.Count,
            Whole = whole,
            Coarsened = told.Count - whole - suppressed,
            Suppressed = suppressed,
        };
    }
}
