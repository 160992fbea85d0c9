using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using NodaTime;

namespace ComplianceConsole.Features.Corrections;

/// <summary>What a correction starts from.</summary>
/// <param name="Subject">Whose record.</param>
/// <param name="Name">The name.</param>
/// <param name="Mark">The state of the record, to be given back with the form.</param>
/// <param name="Now">The moment it was opened: what the evidence's receipt is proposed as.</param>
/// <param name="Evidence">The evidence of the request that asks for it; null where none does.</param>
/// <param name="Values">The present value of each field that can be corrected, the card as its last four digits.</param>
public sealed record CorrectionStart(
    SubjectId Subject, string Name, int Mark, Instant Now, RequestedEvidence? Evidence, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The number alone.</summary>
    public override string ToString() => Subject.ToString();
}

/// <summary>Opens a record to correct it: what is held now. Policy 9.3.</summary>
public sealed class StartCorrection(Operation operation)
{
    /// <summary>Reads the present values.</summary>
    /// <returns>
    /// Them; or <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>, <see cref="StepNotOpen"/> where the request
    /// does not ask for a correction of this record now.
    /// </returns>
    public Task<Result<CorrectionStart>> HandleAsync(
        Actor actor, SubjectId subject, CancellationToken cancellation, RequestNumber? request = null) =>
        operation.ReadAsync<CorrectionStart>(
            actor,
            Right.CorrectSubject,
            "correction.start",
            async (scope, token) =>
            {
                RequestedEvidence? evidence = null;
                if (request is { } number)
                {
                    if (!(await RequestedCorrection.FindAsync(scope, number, subject, token)).TryGet(out var asked, out var refusal))
                    {
                        return refusal;
                    }

                    evidence = await RequestedCorrection.EvidenceAsync(scope, asked, token);
                }

                return (await scope.OpenAsync(subject, Opening, token)).Then(record =>
                {
                    var shown = record.Shown;
                    return new CorrectionStart(
                        subject,
                        shown.FullName,
                        record.Row.NextSequence,
                        scope.Now,
                        evidence,
                        shown.Fields
                            .Where(field => FieldCode.Correctable.Contains(field.Key, StringComparer.Ordinal))
                            .ToDictionary(field => field.Key, field => field.Value.Value, StringComparer.Ordinal));
                });
            },
            cancellation);

    // A look with the intention to change: closed while the record is blocked, so that nobody fills in a form in vain.
    private static readonly Use Opening = Uses.Correct with { Action = ProcessingAction.Use };
}
