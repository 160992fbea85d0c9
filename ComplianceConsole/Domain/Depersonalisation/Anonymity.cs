namespace ComplianceConsole.Domain.Depersonalisation;

/// <summary>
/// Decides what of a group of records that are depersonalised together may be told, so that nobody can be found again by it. Policy 2.1(11).
/// </summary>
/// <remarks>
/// Whoever holds a backup from before and one from after sees which records went and which remainders came. An old backup tells in the clear in
/// which year a person registered, and the act of a record which fields held a value. So it is the group itself that has to hide each of its
/// members, whatever was kept before it: a combination is told only if it occurs at least k times in the group, and if of the records that are
/// known to be alike (<see cref="KnownOf"/>) at least k are elsewhere, for each such kind it comes from. Without the second rule a year whose
/// records share one combination would tell each of them by its number. What fails is told more coarsely, and in the end not at all. Since each
/// group holds by itself, so do all groups together.
/// </remarks>
public static class Anonymity
{
    /// <summary>The smallest k that hides anybody.</summary>
    public const int Least = 2;

    // Year and user type are asked of the figures most, so they go last.
    private static readonly Func<Traits, Traits>[] s_levels =
    [
        traits => traits,
        traits => traits with { Activity = null },
        traits => traits with { City = null },
        traits => traits with { City = null, Activity = null },
        traits => traits with { Year = null, Activity = null },
        traits => traits with { City = null, Activity = null, Type = null },
        traits => traits with { City = null, Year = null, Activity = null },
    ];

    /// <summary>What of each is told.</summary>
    /// <param name="group">The records, in any order.</param>
    /// <param name="k">The smallest number of records that a combination may stand for; at least <see cref="Least"/>.</param>
    /// <returns>For each record, in the order given, its own traits or fewer of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> hides nobody.</exception>
    public static IReadOnlyList<Traits> Coarsen(IReadOnlyList<Traits> group, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, Least);
        var told = new Traits[group.Count];
        var known = group.CountBy(KnownOf).ToDictionary();
        var left = Enumerable.Range(0, group.Count).ToList();
        foreach (var level in s_levels)
        {
            var rest = new List<int>();
            foreach (var alike in left.GroupBy(index => level(group[index])))
            {
                if (alike.Key.IsSuppressed || !Hides([.. alike]))
                {
                    rest.AddRange(alike);
                    continue;
                }

                foreach (var index in alike)
                {
                    told[index] = alike.Key;
                }
            }

            left = rest;
        }

        return told;

        bool Hides(List<int> members) =>
            members.Count >= k && members.CountBy(index => KnownOf(group[index])).All(kind => known[kind.Key] - kind.Value >= k);
    }

    /// <summary>What of a record's traits can be known otherwise: the year it registered in, and which of the fields held a value.</summary>
    /// <param name="traits">All of its traits.</param>
    public static (int? Year, bool HasCity, bool HasActivity, bool HasType) KnownOf(Traits traits) =>
        (traits.Year, traits.City is not (null or City.NotHeld), traits.Activity is not (null or ActivityGroup.NotHeld), traits.Type is not null);

    /// <summary>Whether every combination that is told occurs at least k times.</summary>
    public static bool Holds(IEnumerable<Traits> told, int k) =>
        told.Where(traits => !traits.IsSuppressed).CountBy(traits => traits).All(one => one.Value >= k);
}
