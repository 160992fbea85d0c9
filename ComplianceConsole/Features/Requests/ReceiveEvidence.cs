using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>Takes in the evidence that the clause counts from.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="ReceivedAt">When it came: the clock runs from here, not from the click.</param>
/// <param name="Note">What it is; may be empty where a file says it.</param>
/// <param name="Documents">The files.</param>
public sealed record ReceiveEvidenceCommand(
    RequestNumber Number, int Version, Instant ReceivedAt, string Note, IReadOnlyList<DocumentUpload> Documents);

/// <summary>Registers evidence, which sets the clock of a correction or a destruction going. Staff may. Policy 9.3, 9.4.</summary>
public sealed class ReceiveEvidence(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, ReceiveEvidenceCommand command, CancellationToken cancellation) =>
        StepTaking.RunAsync(
            operation,
            actor,
            new ChosenStep(command.Number, command.Version, RequestStep.ReceiveEvidence),
            "request.evidence",
            async (scope, row, ct) =>
            {
                if (!RequestForm.ReadOptional("Note", command.Note).TryGet(out var note, out var refusal)
                    || !RequestForm.ReadDocuments(command.Documents).TryGet(out var documents, out refusal))
                {
                    return refusal;
                }

                if (scope.CheckDoneAt("EvidenceAt", command.ReceivedAt, row.ReceivedAt) is { } problem)
                {
                    return new InvalidInputs([problem]);
                }

                if (note.Length == 0 && documents.Count == 0)
                {
                    return new InvalidInputs([new InvalidInput("Note", "Required")]);
                }

                row.EvidenceAt = command.ReceivedAt;
                await scope.StartAtEvidenceAsync(row, command.ReceivedAt, ct);
                foreach (var document in documents)
                {
                    await scope.AddDocumentAsync(row, document with { Kind = DocumentKind.Evidence }, command.ReceivedAt, ct);
                }

                return note;
            },
            cancellation);
}
