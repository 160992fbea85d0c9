using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Storage.Vault;

/// <summary>Who an external id belonged to, until it was destroyed. Policy 2.1(10).</summary>
/// <param name="Subject">The number, which stays.</param>
/// <param name="At">When it was destroyed.</param>
public readonly record struct DestroyedPerson(SubjectId Subject, Instant At);
