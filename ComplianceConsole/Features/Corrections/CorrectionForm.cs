using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Features.Corrections;

/// <summary>A correction as it was filled in. Policy 9.3, 9.5.</summary>
public sealed record CorrectionForm
{
    /// <summary>Whose record.</summary>
    public required SubjectId Subject { get; init; }

    /// <summary>The state of the record the form was filled in on: <see cref="CorrectionStart.Mark"/>.</summary>
    public required int Mark { get; init; }

    /// <summary>The field, one of <see cref="FieldCode.Correctable"/>.</summary>
    public required string? Field { get; init; }

    /// <summary>The new value as typed; empty to hold nothing.</summary>
    public required string? Value { get; init; }

    /// <summary>What the evidence is.</summary>
    public required EvidenceKind? Kind { get; init; }

    /// <summary>The evidence's number, date or place.</summary>
    public required string? Reference { get; init; }

    /// <summary>On whose word.</summary>
    public required WordOf? Word { get; init; }

    /// <summary>When the evidence was received: the clock starts.</summary>
    public required Instant? ReceivedAt { get; init; }

    /// <summary>The file, where one is attached.</summary>
    public EvidenceAttachment? File { get; init; }

    /// <summary>The request that asks for it; null where none does.</summary>
    public RequestNumber? Request { get; init; }

    /// <summary>Whether more is to be corrected for the request, so that it is not carried out yet.</summary>
    public bool IsMoreToCome { get; init; }

    /// <summary>Nothing personal.</summary>
    public override string ToString() => nameof(CorrectionForm);

    /// <summary>Everything about the form that can be told without opening the record.</summary>
    /// <param name="now">The present moment.</param>
    internal IEnumerable<InvalidInput> Problems(Instant now)
    {
        if (Field is null || !FieldCode.Correctable.Contains(Field, StringComparer.Ordinal))
        {
            yield return new InvalidInput("CorrectedField", "Choose");
        }
        else if (FieldRules.Read(Field, Value) is { Problem: not FieldProblem.None } read)
        {
            yield return new InvalidInput(
                Field,
                read.Problem.ToString(),
                read.Problem == FieldProblem.TooLong ? FieldRules.MaxLength(Field) : null);
        }

        // Only a request has evidence of its own.
        if (Kind is null || (Kind == EvidenceKind.OfRequest && Request is null))
        {
            yield return new InvalidInput("EvidenceKind", "Choose");
        }

        if (TextCleaning.Clean(Reference).Value is { Length: 0 or > MaxReference } reference)
        {
            yield return reference.Length == 0
                ? new InvalidInput("EvidenceReference", "Required")
                : new InvalidInput("EvidenceReference", "TooLong", MaxReference);
        }

        if (Word is null)
        {
            yield return new InvalidInput("Word", "Choose");
        }

        if (ReceivedAt is not { } received)
        {
            yield return new InvalidInput("EvidenceReceivedAt", "Required");
        }
        else if (received > now)
        {
            yield return new InvalidInput("EvidenceReceivedAt", "InFuture");
        }
        else if (received < AlmatyZone.StartOf(Deadline.EarliestDay))
        {
            yield return new InvalidInput("EvidenceReceivedAt", "TooEarly", Deadline.EarliestDay);
        }

        if (File?.Problem is { } file)
        {
            yield return file;
        }
    }

    internal Evidence ToEvidence() =>
        new(
            Kind ?? EvidenceKind.Other,
            TextCleaning.Clean(Reference).Value,
            Word ?? WordOf.Subject,
            File?.KeptName,
            File?.ContentType);

    private const int MaxReference = 200;
}
