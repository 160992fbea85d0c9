using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Features.Subjects.History;

/// <summary>Something that happened to a record.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who did it; null where the record was made.</param>
public abstract record HistoryItem(Instant At, string? By)
{
    /// <summary>The kind alone: values do not slip into a log.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>The record was made. Policy 4.2.1.</summary>
public sealed record RecordMade(Instant At) : HistoryItem(At, By: null);

/// <summary>Values changed. Policy 4.2.2, 9.3.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who did it.</param>
/// <param name="Sequence">Its number within the subject, by which the evidence's file is asked for.</param>
/// <param name="Source">How it came about.</param>
/// <param name="Changes">Old and new values, masked as the reader's role asks.</param>
/// <param name="Evidence">What showed that the change was right; for the responsible person.</param>
/// <param name="HasFile">Whether the evidence's file was attached, which the reader may then take.</param>
/// <param name="Clock">The clock of a correction; null where none ran.</param>
public sealed record ValuesChanged(
    Instant At,
    string By,
    int Sequence,
    FieldSource Source,
    IReadOnlyList<FieldChange> Changes,
    Evidence? Evidence,
    bool HasFile,
    CorrectionClock? Clock) : HistoryItem(At, By);

/// <summary>The clock that ended with a correction. Policy 9.3.</summary>
/// <param name="ReceivedAt">When the evidence was received.</param>
/// <param name="DueDay">The last day for making it.</param>
/// <param name="IsOnTime">Whether it was made by then.</param>
public sealed record CorrectionClock(Instant ReceivedAt, LocalDate DueDay, bool IsOnTime);

/// <summary>The block changed. Policy 2.1(7).</summary>
/// <param name="At">When.</param>
/// <param name="By">Who did it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Reason">The reason; for the responsible person, null where none was given.</param>
public sealed record BlockChanged(Instant At, string By, BlockEventKind Kind, string? Reason) : HistoryItem(At, By);

/// <summary>What was done with a report.</summary>
public enum ReportMoment
{
    Prepared,
    Approved,
    HandedOver,
}

/// <summary>A report about the subject was carried on. Policy 9.1.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who did it.</param>
/// <param name="Moment">What was done.</param>
/// <param name="Request">For which request.</param>
/// <param name="Through">How it was handed over.</param>
public sealed record ReportMoved(Instant At, string By, ReportMoment Moment, RequestNumber Request, Channel? Through)
    : HistoryItem(At, By);
