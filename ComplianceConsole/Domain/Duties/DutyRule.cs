using System.Collections.Immutable;
using ComplianceConsole.Domain.Time;

namespace ComplianceConsole.Domain.Duties;

/// <summary>What the policy and the law say of one kind of duty.</summary>
public sealed record DutyRule
{
    /// <summary>The kind of duty.</summary>
    public required DutyKind Kind { get; init; }

    /// <summary>The clauses of the policy it rests on, for example <c>9.1</c>; empty where it rests on the law alone.</summary>
    public required ImmutableArray<string> Clauses { get; init; }

    /// <summary>The policy's term; <c>null</c> where the policy sets none in days or months.</summary>
    public Term? PolicyTerm { get; init; }

    /// <summary>The article of Law No. 94-V, for example <c>25</c> or <c>8(7)</c>; <c>null</c> where the law adds nothing.</summary>
    public string? LawArticle { get; init; }

    /// <summary>The law's own term; runs beside the policy's, and the earlier of the two leads.</summary>
    public Term? LawTerm { get; init; }

    /// <summary>
    /// Whether the policy wants it at once, the law's term being only the latest moment. A term that a version of the policy sets in days or
    /// months takes its place.
    /// </summary>
    public bool IsAtOnce { get; init; }

    /// <summary>What sets its clock going.</summary>
    public required DutyTrigger Trigger { get; init; }

    /// <summary>What ends it.</summary>
    public required DutyEnding Ending { get; init; }
}
