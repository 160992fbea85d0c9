using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Duties;
using NodaTime;

namespace ComplianceConsole.Features.Subjects.Page;

/// <summary>A subject as the page shows it, values masked as the reader's role asks. Policy 5, 7.1.</summary>
public sealed record SubjectView
{
    public required SubjectId Subject { get; init; }

    /// <summary>The name as one writes it; empty where none is held.</summary>
    public required string Name { get; init; }

    public required SubjectState State { get; init; }

    /// <summary>Since when it is blocked.</summary>
    public Instant? BlockedAt { get; init; }

    /// <summary>Who blocked it and why; null where it is not blocked.</summary>
    public required BlockView? Block { get; init; }

    /// <summary>How many attempts to use it were refused since it was blocked. Policy 2.1(7).</summary>
    public int RefusedAttempts { get; init; }

    public required ConsentState Consent { get; init; }

    /// <summary>The policy version of the consent of registration.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>When the record was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>How much of the values the reader is shown.</summary>
    public required Clearance Clearance { get; init; }

    /// <summary>Every field of clause 5, in its order.</summary>
    public required IReadOnlyList<SubjectField> Fields { get; init; }

    /// <summary>What is due, the nearest target day first.</summary>
    public required IReadOnlyList<DueDuty> Duties { get; init; }

    /// <summary>
    /// The day until which the data is to be destroyed, where no purpose is left and it is only kept until then; null otherwise. Policy 9.7, 9.8.
    /// </summary>
    public LocalDate? DestroyBy =>
        Duties.Where(due => StoppedRecords.Kinds.Contains(due.Duty.Kind)).Select(due => (LocalDate?)due.Duty.Leading.DueDay).Min();

    /// <summary>The number alone: values do not slip into a log.</summary>
    public override string ToString() => Subject.ToString();
}

/// <summary>A block that is in force. Policy 2.1(7).</summary>
/// <param name="By">Who set it; null where the history does not tell.</param>
/// <param name="HasReason">Whether anybody has said why.</param>
/// <param name="Reason">The reason, the last one given; for the responsible person alone.</param>
public sealed record BlockView(string? By, bool HasReason, string? Reason)
{
    public override string ToString() => nameof(BlockView);
}

/// <summary>One field with what the register says of it. Policy 5, 6.1.</summary>
/// <param name="Code">One of <see cref="FieldCode.All"/>.</param>
/// <param name="Value">The value as the reader may see it; null where nothing is held.</param>
/// <param name="IsMasked">Whether more is held than is shown.</param>
/// <param name="Source">Where the value came from.</param>
/// <param name="ChangedAt">When it last changed.</param>
/// <param name="Purposes">What it is collected for.</param>
/// <param name="Period">How long it is kept.</param>
/// <param name="IsExcess">Whether a value is held that no purpose needs.</param>
public sealed record SubjectField(
    string Code,
    string? Value,
    bool IsMasked,
    FieldSource? Source,
    Instant? ChangedAt,
    IReadOnlyList<FieldPurpose> Purposes,
    LocalText? Period,
    bool IsExcess)
{
    public override string ToString() => Code;
}

/// <summary>A purpose with the ground it rests on. Policy 3.1, 3.2.</summary>
public sealed record FieldPurpose(string Code, LocalText Title, LocalText? Ground);

/// <summary>A duty that is open, its clock, and the request it answers where there is one.</summary>
public sealed record DueDuty(Duty Duty, ClockReading Reading, RequestNumber? Request)
{
    /// <summary>The number of its row.</summary>
    public long? Id { get; init; }
}
