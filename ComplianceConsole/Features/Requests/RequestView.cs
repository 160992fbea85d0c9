using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>A request as its page shows it.</summary>
public sealed record RequestView
{
    public required RequestNumber Number { get; init; }
    public required RequestKind Kind { get; init; }

    /// <summary>What is asked, each with its decision.</summary>
    public required IReadOnlyList<RequestMatterView> Matters { get; init; }

    /// <summary>Where it stands, which says the steps that are open.</summary>
    public required RequestCourse Course { get; init; }

    /// <summary>The last day of a representative's authority that has ended; null where it runs.</summary>
    public LocalDate? AuthorityEnded { get; init; }
    public required ApplicantKind Applicant { get; init; }
    public required Channel Channel { get; init; }
    public required IdentityCheck IdentityCheck { get; init; }
    public required RequestStage Stage { get; init; }

    /// <summary>The language of the reply.</summary>
    public required string Language { get; init; }

    /// <summary>The subject it is about; null while nobody is held.</summary>
    public SubjectId? Subject { get; init; }

    /// <summary>The state of that record; null while nobody is held.</summary>
    public SubjectState? SubjectState { get; init; }

    /// <summary>When the record was blocked; null where it is not.</summary>
    public Instant? BlockedSince { get; init; }
    public required Instant ReceivedAt { get; init; }
    public required Instant RegisteredAt { get; init; }

    /// <summary>When the evidence came that the clause counts from.</summary>
    public Instant? EvidenceAt { get; init; }
    public required string RegisteredBy { get; init; }

    /// <summary>What a step chosen on this page carries, so that two people do not take the same one.</summary>
    public required int Version { get; init; }

    /// <summary>What it says of people; null for who may not read it.</summary>
    public RequestDetails? People { get; init; }
    public required IReadOnlyList<RequestStepView> Steps { get; init; }
    public required IReadOnlyList<DutyReading> Duties { get; init; }

    public required IReadOnlyList<RequestDocumentView> Documents { get; init; }

    /// <summary>The letters written, the first one first.</summary>
    public required IReadOnlyList<RequestNoticeView> Notices { get; init; }

    /// <summary>The reports prepared, the first one first.</summary>
    public required IReadOnlyList<RequestReportView> Reports { get; init; }

    /// <summary>Who prepared, looked at and downloaded reports, and when; the first one first.</summary>
    public required IReadOnlyList<ReportUseView> ReportUses { get; init; }

    /// <summary>What carries the request on; null when it is closed or refused, or waits for a letter to go out.</summary>
    public RequestStep? Next => RequestFlow.NextStep(Course)?.Step;
}

/// <summary>One of the things a request asks.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Ground">Why it was refused.</param>
/// <param name="Reason">What the applicant is told; null where nothing is, or for who may not read it.</param>
/// <param name="CarriedOutAt">When it was carried out.</param>
/// <param name="NotifiedAt">When the applicant was told.</param>
public sealed record RequestMatterView(
    RequestKind Kind,
    MatterDecision Decision,
    Instant? DecidedAt,
    RefusalGround? Ground,
    MatterReason? Reason,
    Instant? CarriedOutAt,
    Instant? NotifiedAt);

/// <summary>A document of a request.</summary>
/// <param name="Sequence">Its number within the request.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The file's name; null for who may not read it, or where it went with the subject's key.</param>
/// <param name="ContentType">The type found in its content.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="AddedBy">Who took it in.</param>
public sealed record RequestDocumentView(
    int Sequence, DocumentKind Kind, string? Name, string ContentType, long Size, Instant ReceivedAt, string AddedBy);

/// <summary>A letter of a request.</summary>
/// <param name="Id">The number of the notice.</param>
/// <param name="Template">The code of its template.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Channel">How it goes.</param>
/// <param name="QueuedAt">When it was written.</param>
/// <param name="SentAt">When it went out.</param>
/// <param name="IsByHand">Whether a person has to post it: it goes by no e-mail, or no mail server is set.</param>
public sealed record RequestNoticeView(
    long Id, string Template, NoticeState State, Channel Channel, Instant QueuedAt, Instant? SentAt, bool IsByHand)
{
    /// <summary>Whether the request waits for it to go out: it tells what became of what was asked.</summary>
    public bool IsAwaited => State == NoticeState.Queued && Template is not (NoticeTemplates.RequestReceived or NoticeTemplates.Blocked);
}

/// <summary>A step taken: who, when, on what.</summary>
/// <param name="Step">What was done; null for the registration itself.</param>
/// <param name="Matter">Which of the things asked; null where the request as a whole.</param>
/// <param name="Stage">Where it led.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="By">Who took it.</param>
/// <param name="Note">What was noted; null where nothing was, or for who may not read it.</param>
public sealed record RequestStepView(RequestStep? Step, RequestKind? Matter, RequestStage Stage, Instant At, string By, string? Note);

/// <summary>A report prepared for the request.</summary>
/// <param name="Sequence">Its number within the request.</param>
/// <param name="Language">Its language.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="PreparedAt">When it was prepared.</param>
/// <param name="PreparedBy">By whom.</param>
/// <param name="ApprovedAt">When it was approved; null while it is not.</param>
/// <param name="ApprovedBy">By whom.</param>
/// <param name="HandedOverAt">When it reached the applicant; null while it has not.</param>
/// <param name="HandedOverBy">Who recorded that.</param>
/// <param name="HandedOverThrough">How it reached the applicant.</param>
/// <param name="Closed">Why it does not open for the reader; null where it does.</param>
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
    Channel? HandedOverThrough,
    Refusal? Closed = null);

/// <summary>What was done with a report, as the ledger tells it.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Operation">The use case: <c>report.prepare</c>, <c>report.preview</c>, <c>report.download</c>, ...</param>
public sealed record ReportUseView(Instant At, string By, string Operation);

/// <summary>A request as a line of a list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kinds">What is asked.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Duty">The duty that is owed, or was; null where no clock runs.</param>
/// <param name="Next">What carries it on; null when it is closed or refused, or waits for a letter to go out.</param>
/// <param name="Subject">The subject it is about.</param>
/// <param name="ApplicantName">Who asks; null for who may not read it.</param>
/// <param name="Applicant">Whether it is the person, somebody else, or the organisation itself.</param>
public sealed record RequestLine(
    RequestNumber Number,
    IReadOnlyList<RequestKind> Kinds,
    RequestStage Stage,
    Instant ReceivedAt,
    DutyReading? Duty,
    OpenStep? Next,
    SubjectId? Subject,
    string? ApplicantName,
    ApplicantKind Applicant)
{
    /// <summary>Whether who asked went with the destroyed data. Policy 2.1(10).</summary>
    public bool IsForgotten { get; init; }
}
