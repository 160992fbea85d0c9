using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>A request as its page shows it.</summary>
public sealed record RequestView
{
    public required RequestNumber Number { get; init; }
    public required RequestKind Kind { get; init; }
    public required ApplicantKind Applicant { get; init; }
    public required Channel Channel { get; init; }
    public required IdentityCheck IdentityCheck { get; init; }
    public required RequestStage Stage { get; init; }

    /// <summary>The language of the reply.</summary>
    public required string Language { get; init; }

    /// <summary>The subject it is about; null while nobody is held.</summary>
    public SubjectId? Subject { get; init; }
    public required Instant ReceivedAt { get; init; }
    public required Instant RegisteredAt { get; init; }
    public required string RegisteredBy { get; init; }

    /// <summary>What a step chosen on this page carries, so that two people do not take the same one.</summary>
    public required int Version { get; init; }

    /// <summary>What it says of people; null for who may not read it.</summary>
    public RequestDetails? People { get; init; }
    public required IReadOnlyList<RequestStepView> Steps { get; init; }
    public required IReadOnlyList<DutyReading> Duties { get; init; }

    /// <summary>The reports prepared, the first one first.</summary>
    public required IReadOnlyList<RequestReportView> Reports { get; init; }

    /// <summary>Who prepared, looked at and downloaded reports, and when; the first one first.</summary>
    public required IReadOnlyList<ReportUseView> ReportUses { get; init; }

    /// <summary>What carries the request on; null when it is closed or refused.</summary>
    public RequestStep? Next { get; init; }
}

/// <summary>A step taken: who, when, on what.</summary>
/// <param name="Stage">Where it led.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="By">Who took it.</param>
/// <param name="Note">What was noted; null where nothing was, or for who may not read it.</param>
public sealed record RequestStepView(RequestStage Stage, Instant At, string By, string? Note);

/// <summary>A report prepared for the request.</summary>
public sealed record RequestReportView(
    int Sequence,
    string Language,
    int Pages,
    Instant PreparedAt,
    string PreparedBy,
    Instant? ApprovedAt,
    string? ApprovedBy,
    Instant? HandedOverAt,
    string? HandedOverBy,
    Channel? HandedOverThrough);

/// <summary>What was done with a report, as the ledger tells it.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Operation">The use case: <c>report.prepare</c>, <c>report.preview</c>, <c>report.download</c>, ...</param>
public sealed record ReportUseView(Instant At, string By, string Operation);

/// <summary>A request as a line of a list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Duty">The duty that is owed, or was; null where no clock runs.</param>
/// <param name="Next">What carries it on; null when it is closed or refused.</param>
/// <param name="Subject">The subject it is about.</param>
/// <param name="ApplicantName">Who asks; null for who may not read it.</param>
public sealed record RequestLine(
    RequestNumber Number,
    RequestKind Kind,
    RequestStage Stage,
    Instant ReceivedAt,
    DutyReading? Duty,
    RequestStep? Next,
    SubjectId? Subject,
    string? ApplicantName);
