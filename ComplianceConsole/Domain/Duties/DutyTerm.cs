using System.Collections.Immutable;
using ComplianceConsole.Domain.Time;

namespace ComplianceConsole.Domain.Duties;

/// <summary>The term of a duty as one version of the policy sets it. Policy 9, 10.</summary>
/// <param name="Kind">The kind of duty.</param>
/// <param name="Term">How long it may take; null where it is owed at once, which can be said only where the law sets the last moment.</param>
/// <param name="Clauses">The clauses that say so.</param>
public sealed record DutyTerm(DutyKind Kind, Term? Term, ImmutableArray<string> Clauses);
