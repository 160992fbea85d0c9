using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;

namespace ComplianceConsole.Features.Audit.Reading;

/// <summary>Which entries of the ledger are shown; what is null is not asked for.</summary>
/// <param name="Operation">The use case: <c>subject.read</c>.</param>
/// <param name="Actor">The identity of who acted.</param>
/// <param name="Subject">The subject concerned.</param>
/// <param name="Outcome">Done or refused.</param>
public sealed record LedgerFilter(string? Operation = null, string? Actor = null, SubjectId? Subject = null, LedgerOutcome? Outcome = null)
{
    /// <summary>Whether nothing is asked for.</summary>
    public bool IsOpen => this == new LedgerFilter();

    /// <summary>Whether an entry is shown.</summary>
    public bool Admits(LedgerEntry entry) =>
        (Operation is null || string.Equals(entry.Operation, Operation, StringComparison.Ordinal))
        && (Actor is null || string.Equals(entry.ActorId, Actor, StringComparison.Ordinal))
        && (Subject is not { } subject || entry.Subjects.Contains(subject.Number))
        && (Outcome is null || entry.Outcome == Outcome);
}
