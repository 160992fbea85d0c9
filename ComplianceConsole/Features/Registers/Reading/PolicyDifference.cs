namespace ComplianceConsole.Features.Registers.Reading;

/// <summary>What became of a line from one version to the next.</summary>
public enum LineChange
{
    Same,
    Added,
    Removed,
    Changed,
}

/// <summary>A line of the newer version, or one the newer version no longer has.</summary>
/// <param name="Line">The line; the older one where it was removed.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Before">The older wording of a changed line.</param>
public sealed record ComparedLine(PolicyLine Line, LineChange Change, string? Before = null);

/// <summary>Compares two versions of a policy line by line, so that a reader sees what a new version brings. Policy 10.2.</summary>
public static class PolicyDifference
{
    /// <summary>The newer version's lines, with those that were removed in their places.</summary>
    public static IReadOnlyList<ComparedLine> Compare(IReadOnlyList<PolicyLine> older, IReadOnlyList<PolicyLine> newer)
    {
        var common = CommonLengths(older, newer);
        var compared = new List<ComparedLine>();
        var (i, j) = (0, 0);
        while (i < older.Count || j < newer.Count)
        {
            if (i < older.Count && j < newer.Count && older[i] == newer[j])
            {
                compared.Add(new ComparedLine(newer[j++], LineChange.Same));
                i++;
            }
            else if (i < older.Count && j < newer.Count && IsReworded(older[i], newer[j]))
            {
                compared.Add(new ComparedLine(newer[j++], LineChange.Changed, older[i++].Text));
            }
            else if (i == older.Count || (j < newer.Count && common[i, j + 1] >= common[i + 1, j]))
            {
                compared.Add(new ComparedLine(newer[j++], LineChange.Added));
            }
            else
            {
                compared.Add(new ComparedLine(older[i++], LineChange.Removed));
            }
        }

        return compared;
    }

    // A clause keeps its number when its wording changes; a plain line has no number to be known by.
    private static bool IsReworded(PolicyLine older, PolicyLine newer) =>
        older.Number is not null
        && older.Kind == newer.Kind
        && string.Equals(older.Clause, newer.Clause, StringComparison.Ordinal);

    /// <summary>For every pair of places, how many lines the two rests have in common: the longest common subsequence.</summary>
    private static int[,] CommonLengths(IReadOnlyList<PolicyLine> older, IReadOnlyList<PolicyLine> newer)
    {
        var lengths = new int[older.Count + 1, newer.Count + 1];
        for (var i = older.Count - 1; i >= 0; i--)
        {
            for (var j = newer.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = older[i] == newer[j]
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
