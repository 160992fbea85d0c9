using NodaTime;

namespace ComplianceConsole.Ledger;

/// <summary>
/// One line of the record: who did what, to whose data, when, for which purpose. Everything here is readable by an auditor, so it
/// carries numbers and codes only; what was done in detail is sealed elsewhere and bound in by <see cref="Digest"/>. Policy 6.2, 7.1.
/// </summary>
/// <remarks>Two entries are equal when every field is, subjects and images one by one.</remarks>
public sealed record LedgerEntry
{
    /// <summary>The place in the ledger, from 0, without gaps.</summary>
    public required long Index { get; init; }

    /// <summary>When it happened, to the nanosecond.</summary>
    public required Instant At { get; init; }

    /// <summary>Who acted: the stable identifier of a person, a program or a job.</summary>
    public required string ActorId { get; init; }

    /// <summary>The name the acting person had at that time; null for programs and jobs.</summary>
    public string? ActorName { get; init; }

    /// <summary>The codes of the roles the actor held, comma separated in their fixed order; empty for none.</summary>
    public string Roles { get; init; } = "";

    /// <summary>The processing action in the words of policy 6.2, as a code: <c>use</c>, <c>blocking</c>, ...</summary>
    public required string Action { get; init; }

    /// <summary>The use case: <c>subject.block</c>, <c>search.query</c>, ...</summary>
    public required string Operation { get; init; }

    /// <summary>The numbers of the subjects concerned, in the order shown; empty where none is.</summary>
    public IReadOnlyList<long> Subjects { get; init; } = [];

    /// <summary>The code of the purpose (policy 3.2), where the action has one.</summary>
    public string? Purpose { get; init; }

    /// <summary>The clause that asked for the action, such as <c>9.3</c>.</summary>
    public string? Clause { get; init; }

    /// <summary>The number of the request in whose course it was done.</summary>
    public long? RequestId { get; init; }

    /// <summary>Whether it was done or refused.</summary>
    public required LedgerOutcome Outcome { get; init; }

    /// <summary>The salted digest of the sealed details, see <see cref="DetailsDigest"/>; null where there are none.</summary>
    public Hash256? Digest { get; init; }

    /// <summary>The rows that were changed, each once; empty where nothing was.</summary>
    public IReadOnlyList<RecordImage> Images { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(LedgerEntry? other) =>
        other is not null
        && Index == other.Index
        && At == other.At
        && string.Equals(ActorId, other.ActorId, StringComparison.Ordinal)
        && string.Equals(ActorName, other.ActorName, StringComparison.Ordinal)
        && string.Equals(Roles, other.Roles, StringComparison.Ordinal)
        && string.Equals(Action, other.Action, StringComparison.Ordinal)
        && string.Equals(Operation, other.Operation, StringComparison.Ordinal)
        && Subjects.SequenceEqual(other.Subjects)
        && string.Equals(Purpose, other.Purpose, StringComparison.Ordinal)
        && string.Equals(Clause, other.Clause, StringComparison.Ordinal)
        && RequestId == other.RequestId
        && Outcome == other.Outcome
        && Digest == other.Digest
        && Images.SequenceEqual(other.Images);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, At, ActorId, Action, Operation);
}
