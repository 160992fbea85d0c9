using ComplianceConsole.Domain.Destruction;
using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>The destruction of one subject's data: decided, and done when nothing of it can be restored. Policy 2.1(10), 9.4, 9.7, 9.8.</summary>
public sealed class DestructionRow
{
    public long SubjectId { get; init; }
    public Instant DecidedAt { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string Clause { get; init; }
    public long? RequestId { get; init; }
    public long? DutyId { get; init; }

    /// <summary>When the key was gone everywhere and the ciphertext dropped; only then is it destroyed.</summary>
    public Instant? DestroyedAt { get; set; }

    /// <summary>What was found when it was decided: a <see cref="DestructionFacts"/> as JSON, without personal data; null where it was not noted.</summary>
    public string? Facts { get; set; }

    /// <summary>The year of the act's number, in Almaty; null until it is destroyed.</summary>
    public int? ActYear { get; set; }

    /// <summary>The gapless number of the act within the year.</summary>
    public int? ActSerial { get; set; }

    /// <summary>In whose name the act is issued: an <see cref="Domain.Destruction.ActFacts"/> as JSON; null until it is destroyed.</summary>
    public string? ActFacts { get; set; }

    /// <summary>
    /// A <see cref="RemainsFacts"/> of the whole group as JSON where the record was depersonalised: figures remain; null where nothing does.
    /// Policy 2.1(11).
    /// </summary>
    public string? Remains { get; set; }
}

/// <summary>A destruction that one person proposed and another has to approve. It goes with the data; the ledger keeps that it was.</summary>
public sealed class DestructionProposalRow
{
    public long SubjectId { get; init; }

    /// <summary>The number within the subject, from one.</summary>
    public int Number { get; init; }
    public ProposalState State { get; set; }
    public required string Clause { get; init; }
    public long? RequestId { get; init; }
    public long? DutyId { get; init; }

    /// <summary>
    /// The number of the group that is to be depersonalised together, the same in each of its rows; null where this record alone is to be destroyed.
    /// Policy 2.1(11).
    /// </summary>
    public long? GroupId { get; init; }

    /// <summary>Of how many records the group was when it was proposed; null without a group.</summary>
    public int? GroupSize { get; init; }

    /// <summary>The language in which the person is told; null where nobody is to be told.</summary>
    public string? Language { get; init; }

    /// <summary>Whether a block that stood then is to be released for destruction alone.</summary>
    public bool ReleasesBlock { get; init; }

    /// <summary>The mark of the record as it was proposed; another one now says that the record changed since.</summary>
    public long SubjectRevision { get; init; }
    public Instant ProposedAt { get; init; }
    public required string ProposedById { get; init; }
    public required string ProposedByName { get; init; }
    public Instant? EndedAt { get; set; }
    public string? EndedByName { get; set; }

    /// <summary>Why it was rejected or taken back; sealed under the subject's key.</summary>
    public byte[]? Reason { get; set; }
}

/// <summary>A copy of a subject's data outside the console, on paper or on a medium. It outlives the record until it is destroyed by hand. Policy 6.3.</summary>
public sealed class TangibleCopyRow
{
    public long SubjectId { get; init; }

    /// <summary>The number within the subject, from one.</summary>
    public int Number { get; init; }
    public CopyKind Kind { get; init; }

    /// <summary>
    /// A <see cref="CopyDetails"/> sealed under the organisation's key: it has to be found when the subject's key is gone. Null once the copy is destroyed.
    /// </summary>
    public byte[]? Details { get; set; }

    /// <summary>The last day it is to be kept; null where none was set.</summary>
    public LocalDate? KeepUntil { get; set; }
    public Instant NotedAt { get; init; }
    public required string NotedById { get; init; }
    public required string NotedByName { get; init; }

    /// <summary>When it was destroyed by hand; null while it lies somewhere.</summary>
    public Instant? DestroyedAt { get; set; }
    public CopyDisposal? Disposal { get; set; }
    public string? DestroyedById { get; set; }
    public string? DestroyedByName { get; set; }
}

/// <summary>A reason for which a subject's data must be kept for now, so that it cannot be destroyed. Law 8(2).</summary>
public sealed class LegalHoldRow
{
    public long SubjectId { get; init; }

    /// <summary>The number within the subject, from one.</summary>
    public int Number { get; init; }
    public HoldKind Kind { get; init; }

    /// <summary>What it rests on, a contract, an article, a case; sealed under the subject's key, with which it goes.</summary>
    public required byte[] Basis { get; init; }

    /// <summary>The last day it is known to stand; null where that is not known. It stands until it is lifted by a person.</summary>
    public LocalDate? Until { get; init; }
    public Instant SetAt { get; init; }
    public required string SetById { get; init; }
    public required string SetByName { get; init; }
    public Instant? LiftedAt { get; set; }
    public string? LiftedById { get; set; }
    public string? LiftedByName { get; set; }
}
