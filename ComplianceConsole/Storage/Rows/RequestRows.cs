using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>A request that came in. It has a key of its own, since who asks may be no subject. Policy 8.3.</summary>
public sealed class RequestRow
{
    /// <summary>Number of the request's key.</summary>
    public long Id { get; init; }

    /// <summary>The year of the number, in Almaty.</summary>
    public int Year { get; init; }

    /// <summary>The gapless number within the year.</summary>
    public int Serial { get; init; }

    public RequestKind Kind { get; init; }
    public ApplicantKind Applicant { get; init; }
    public Channel Channel { get; init; }
    public IdentityCheck IdentityCheck { get; set; }
    public RequestStage Stage { get; set; }

    /// <summary>The subject it is about; null while nobody of that name is held.</summary>
    public long? SubjectId { get; set; }

    /// <summary>Two-letter code of the language the applicant reads.</summary>
    public required string Language { get; set; }

    public Instant ReceivedAt { get; init; }
    public Instant RegisteredAt { get; init; }
    public required string RegisteredBy { get; init; }
    public Instant? ClosedAt { get; set; }

    /// <summary>Grows with every step, so that two people cannot take the same one.</summary>
    public int Version { get; set; }

    /// <summary>Who asks and in what words: a sealed <see cref="Domain.Requests.RequestDetails"/>.</summary>
    public required byte[] Details { get; set; }

    /// <summary>When the evidence came that the clause counts from; null until it has. Policy 9.3, 9.4.</summary>
    public Instant? EvidenceAt { get; set; }

    /// <summary>When the answer went out; null until it has.</summary>
    public Instant? NotifiedAt { get; set; }

    /// <summary>Identity of the colleague who holds it while no clock of it runs; null where nobody does.</summary>
    public string? AssignedTo { get; set; }

    /// <summary>The name of that colleague.</summary>
    public string? AssignedName { get; set; }

    public List<RequestMatterRow> Matters { get; } = [];
    public List<RequestDocumentRow> Documents { get; } = [];
    public List<RequestStepRow> Steps { get; } = [];
    public List<DutyRow> Duties { get; } = [];
    public List<ReportRow> Reports { get; } = [];
}

/// <summary>One thing a request asks; a request that asks several has several, each decided and carried out on its own.</summary>
public sealed class RequestMatterRow
{
    public long RequestId { get; init; }
    public RequestKind Kind { get; init; }
    public MatterDecision Decision { get; set; }
    public Instant? DecidedAt { get; set; }

    /// <summary>Why it was refused; null where it was not.</summary>
    public RefusalGround? Ground { get; set; }
    public Instant? CarriedOutAt { get; set; }

    /// <summary>When the applicant was told; null until then.</summary>
    public Instant? NotifiedAt { get; set; }

    /// <summary>What the applicant is told: a sealed <see cref="Domain.Requests.MatterReason"/>; null where nothing was written.</summary>
    public byte[]? Reason { get; set; }
}

/// <summary>A document of a request: what came in, what proves it, what was answered. Policy 4.1.1, 4.5, 9.3.</summary>
public sealed class RequestDocumentRow
{
    public long RequestId { get; init; }
    public int Sequence { get; init; }
    public DocumentKind Kind { get; init; }
    public Instant ReceivedAt { get; init; }
    public Instant AddedAt { get; init; }
    public required string AddedBy { get; init; }

    /// <summary>Sealed under the subject's key, with whom it goes; under the request's own while no subject is known.</summary>
    public long? SubjectId { get; init; }

    /// <summary>The type found in the content itself: <c>application/pdf</c>.</summary>
    public required string ContentType { get; init; }
    public long Size { get; init; }

    /// <summary>The sealed name of the file.</summary>
    public required byte[] Name { get; init; }

    /// <summary>The sealed file.</summary>
    public required byte[] Content { get; init; }
}

/// <summary>A step taken on a request: who, when, on what.</summary>
public sealed class RequestStepRow
{
    public long RequestId { get; init; }
    public int Sequence { get; init; }

    /// <summary>What was done; null for the registration itself.</summary>
    public RequestStep? Step { get; init; }

    /// <summary>Which of the things asked it concerns; null where it concerns the request as a whole.</summary>
    public RequestKind? Matter { get; init; }
    public RequestStage Stage { get; init; }
    public Instant At { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }

    /// <summary>The sealed note, where one was written.</summary>
    public byte[]? Note { get; init; }
}

/// <summary>A duty with its clock. Dates are the computed deadline, kept for ordering; the counting is always recomputed from trigger and term.</summary>
public sealed class DutyRow
{
    public long Id { get; init; }
    public long? RequestId { get; init; }
    public long? SubjectId { get; init; }

    /// <summary>The incident it reports; null for every other duty.</summary>
    public long? IncidentId { get; init; }

    /// <summary>The duty whose missed day set this one going. Policy 9.8.</summary>
    public long? AfterId { get; init; }

    /// <summary>The policy version whose terms it runs under; a later version does not move it. Policy 10.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>The duty's code in the catalogue of duties.</summary>
    public required string Kind { get; init; }
    public required string Clause { get; init; }
    public Instant TriggerAt { get; set; }

    /// <summary>The policy's term as <c>15d</c>, <c>1wd</c>, <c>6m</c>.</summary>
    public required string Term { get; init; }

    /// <summary>The law's term where it is stricter.</summary>
    public string? LegalTerm { get; init; }
    public LocalDate DueDay { get; set; }
    public LocalDate TargetDay { get; set; }

    /// <summary>The exclusive instant at which the due day ends.</summary>
    public Instant DueBefore { get; set; }
    public bool Provisional { get; set; }

    /// <summary>The instant at which the duty ended; it alone decides "on time".</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>Identity of the colleague who holds it.</summary>
    public string? AssignedTo { get; set; }
    public string? AssignedName { get; set; }
}

/// <summary>A date that moved because the calendar was changed: old and new. Recorded, never overwritten.</summary>
public sealed class DutyMoveRow
{
    public long Id { get; init; }
    public long DutyId { get; init; }
    public Instant At { get; init; }
    public required string ActorName { get; init; }

    /// <summary>The year of the calendar whose change moved it.</summary>
    public int Year { get; init; }
    public LocalDate OldDueDay { get; init; }
    public LocalDate NewDueDay { get; init; }
    public LocalDate OldTargetDay { get; init; }
    public LocalDate NewTargetDay { get; init; }
}

/// <summary>A report prepared for a request, sealed under the subject's key, or the request's where no subject is held. Policy 9.1.</summary>
public sealed class ReportRow
{
    public long RequestId { get; init; }
    public int Sequence { get; init; }

    /// <summary>The code of the document: <c>disclosure</c>.</summary>
    public required string Kind { get; init; }
    public required string Language { get; init; }
    public Instant PreparedAt { get; init; }
    public required string PreparedBy { get; init; }
    public Instant? ApprovedAt { get; set; }
    public string? ApprovedBy { get; set; }
    public Instant? HandedOverAt { get; set; }
    public string? HandedOverBy { get; set; }

    /// <summary>How it was handed over.</summary>
    public Channel? HandedOverThrough { get; set; }

    /// <summary>The sealed PDF.</summary>
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 of the PDF, salted nowhere: the PDF carries its own random checkpoint.</summary>
    public required byte[] Digest { get; init; }
    public int Pages { get; init; }
}
