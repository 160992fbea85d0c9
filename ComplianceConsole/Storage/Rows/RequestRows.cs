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

    public List<RequestStepRow> Steps { get; } = [];
    public List<DutyRow> Duties { get; } = [];
    public List<ReportRow> Reports { get; } = [];
}

/// <summary>A step taken on a request: who, when, on what.</summary>
public sealed class RequestStepRow
{
    public long RequestId { get; init; }
    public int Sequence { get; init; }
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

    /// <summary>The duty's code in the catalogue of duties.</summary>
    public required string Kind { get; init; }
    public required string Clause { get; init; }
    public Instant TriggerAt { get; init; }

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
    public string? AssignedTo { get; set; }
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
