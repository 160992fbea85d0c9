using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>One subject. Personal values stand only in the sealed profile; the rest is the state of processing.</summary>
public sealed class SubjectRow
{
    /// <summary>The subject's number; given by the keyring, never given again.</summary>
    public long Id { get; init; }

    public SubjectState State { get; set; }

    /// <summary>When the present block took effect. Policy 2.1(7).</summary>
    public Instant? BlockedAt { get; set; }

    /// <summary>Identity of who set the present block, who may withdraw it within a minute.</summary>
    public string? BlockedBy { get; set; }

    public ConsentState ConsentState { get; set; }

    /// <summary>The policy version of the consent of registration.</summary>
    public required string PolicyVersion { get; set; }

    public Instant CreatedAt { get; init; }

    /// <summary>The ledger's size when the subject last changed: a concurrency token, and the search index's mark of what it has applied.</summary>
    public long Revision { get; set; }

    /// <summary>The next number of a row that belongs to this subject; part of the associated data of what is sealed there.</summary>
    public int NextSequence { get; set; }

    /// <summary>The profile, sealed under the subject's key.</summary>
    public required byte[] Profile { get; set; }
}

/// <summary>A row of a subject's own append-only history, numbered within the subject.</summary>
public interface ISubjectEventRow
{
    /// <summary>The subject's number.</summary>
    long SubjectId { get; }

    /// <summary>The number within the subject, from <see cref="SubjectRow.NextSequence"/>.</summary>
    int Sequence { get; }
}

/// <summary>One change of a profile: fields with old and new values, and for a correction its evidence, all sealed. Policy 4.2.2, 9.3.</summary>
public sealed class ProfileChangeRow : ISubjectEventRow
{
    public long SubjectId { get; init; }
    public int Sequence { get; init; }
    public Instant At { get; init; }
    public FieldSource Source { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }

    /// <summary>A sealed <see cref="Domain.Subjects.ProfileChange"/>.</summary>
    public required byte[] Details { get; init; }

    /// <summary>The evidence's file, sealed, where one was attached.</summary>
    public byte[]? EvidenceFile { get; init; }
}

/// <summary>One event of a subject's consents. Policy 4.3-4.5.</summary>
public sealed class ConsentEventRow : ISubjectEventRow
{
    public long SubjectId { get; init; }
    public int Sequence { get; init; }
    public Instant At { get; init; }
    public ConsentAct Act { get; init; }
    public ConsentEventKind Kind { get; init; }
    public required string PolicyVersion { get; init; }
    public Channel Channel { get; init; }

    /// <summary>Codes of purposes, comma separated.</summary>
    public required string Purposes { get; init; }

    /// <summary>What the consent covers beside its purposes, as JSON without personal data; null where the form of that act sets it. Policy 4.3.</summary>
    public string? Scope { get; init; }

    /// <summary>The last day of its term; null where it stands until withdrawn. Policy 4.4.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>The request that brought it, with its document; null where it came otherwise. Policy 4.5.</summary>
    public long? RequestId { get; init; }

    /// <summary>The sealed proof.</summary>
    public required byte[] Proof { get; init; }
}

/// <summary>One event of a subject's block. Policy 2.1(7).</summary>
public sealed class BlockEventRow : ISubjectEventRow
{
    public long SubjectId { get; init; }
    public int Sequence { get; init; }
    public Instant At { get; init; }
    public BlockEventKind Kind { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }

    /// <summary>The sealed reason, where one was given.</summary>
    public byte[]? Reason { get; init; }
}
