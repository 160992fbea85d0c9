namespace ComplianceConsole.Ledger;

/// <summary>What a verification found.</summary>
/// <param name="Count">How many entries were found good, from the first on.</param>
/// <param name="Root">The root over those entries.</param>
/// <param name="Problem">The first problem, or none.</param>
/// <param name="FirstBadIndex">
/// The first index that does not hold. Where an entry itself is damaged, its index; where the tail is missing, the first missing one;
/// where the entries agree among themselves but not with a head, the first that no matching head vouches for. Null where all
/// holds or where it is a head that is damaged.
/// </param>
public sealed record LedgerVerification(long Count, Hash256 Root, LedgerProblem Problem, long? FirstBadIndex)
{
    /// <summary>Whether nothing was tampered with.</summary>
    public bool Holds => Problem == LedgerProblem.None;
}
