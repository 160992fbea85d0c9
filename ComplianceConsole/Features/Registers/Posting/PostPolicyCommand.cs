using ComplianceConsole.Features.Registers.SetUp;

namespace ComplianceConsole.Features.Registers.Posting;

/// <summary>The term of a duty as typed.</summary>
/// <param name="Kind">The code of the kind of duty.</param>
/// <param name="Count">How many; empty for at once.</param>
/// <param name="Unit">The name of the unit.</param>
/// <param name="Clauses">The clauses that say so, with commas between them.</param>
public sealed record TermInput(string Kind, string Count, string Unit, string Clauses);

/// <summary>A new version of the policy as typed. Policy 10.2.</summary>
/// <param name="Policy">Its code, its day of posting and its text.</param>
/// <param name="Terms">The terms it sets, one for each duty the policy speaks of.</param>
public sealed record PostPolicyCommand(PolicyInput Policy, IReadOnlyList<TermInput> Terms);
