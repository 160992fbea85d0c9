using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>Adds files to a request.</summary>
/// <param name="Number">The request.</param>
/// <param name="ReceivedAt">When they came.</param>
/// <param name="Documents">The files.</param>
public sealed record AddDocumentsCommand(RequestNumber Number, Instant ReceivedAt, IReadOnlyList<DocumentUpload> Documents);

/// <summary>A document as a file.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="ContentType">The type found in its content.</param>
/// <param name="Content">Its bytes.</param>
public sealed record RequestFile(string Name, string ContentType, byte[] Content)
{
    /// <summary>Nothing personal: a file's name can be a person's.</summary>
    public override string ToString() => nameof(RequestFile);
}

/// <summary>Takes in and hands out the documents of requests: the application, evidence, an authority. Policy 4.1.1, 4.5, 9.3.</summary>
public sealed class RequestFiles(Operation operation)
{
    // A document of a blocked record is opened by the responsible person alone, to answer the person's own request. Policy 2.1(7).
    private static readonly Use Opening = new(ProcessingAction.Use, Uses.Law, "8.3", Right.ReadRequests, IsLegalHandling: true);

    /// <summary>Adds files to an open request. Staff may, also about a blocked record: taking in opens nothing.</summary>
    public Task<Result<Done>> AddAsync(Actor actor, AddDocumentsCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.RegisterRequest,
            "request.document.add",
            async (scope, ct) =>
            {
                if (!RequestForm.ReadDocuments(command.Documents).TryGet(out var documents, out var refusal)
                    || !(await scope.FindRequestAsync(command.Number, ct)).TryGet(out var row, out refusal))
                {
                    return refusal;
                }

                if (documents.Count == 0)
                {
                    return new InvalidInputs([new InvalidInput(DocumentUpload.Input, "Required")]);
                }

                if (!RequestFlow.IsOpen(row.Stage))
                {
                    return new StepNotOpen("AddDocument");
                }

                if (scope.CheckDoneAt("ReceivedAt", command.ReceivedAt, row.ReceivedAt) is { } problem)
                {
                    return new InvalidInputs([problem]);
                }

                foreach (var document in documents)
                {
                    await scope.AddDocumentAsync(row, document, command.ReceivedAt, ct);
                }

                scope.Changed(row);
                scope.Record(
                    row,
                    ProcessingAction.Recording,
                    "8.3",
                    new { number = command.Number.ToString(), documents = documents.Select(document => document.Kind.ToString()).ToArray() });
                return default(Done);
            },
            cancellation);

    /// <summary>Opens a document.</summary>
    /// <returns>
    /// The file; or <see cref="NotFound"/>, <see cref="RecordBlocked"/> for anybody but the responsible person, or
    /// <see cref="RecordDestroyed"/> where it went with the subject's key.
    /// </returns>
    public Task<Result<RequestFile>> OpenAsync(Actor actor, RequestNumber number, int sequence, CancellationToken cancellation) =>
        operation.ReadAsync<RequestFile>(
            actor,
            Right.ReadRequests,
            "request.document.read",
            async (scope, ct) =>
            {
                if (!(await scope.FindRequestAsync(number, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                var document = await scope.Db.RequestDocuments.AsNoTracking()
                    .SingleOrDefaultAsync(one => one.RequestId == row.Id && one.Sequence == sequence, ct);
                if (document is null)
                {
                    return new NotFound("File");
                }

                return (await scope.OpenDocumentAsync(row, document, Opening, ct)).Then(content =>
                {
                    var name = scope.OpenName(row, sequence, document.SubjectId, document.Name);
                    return new RequestFile(
                        string.IsNullOrEmpty(name)
                            ? string.Create(CultureInfo.InvariantCulture, $"{number}-{sequence}{DocumentType.ExtensionOf(document.ContentType)}")
                            : name,
                        document.ContentType,
                        content);
                });
            },
            cancellation);
}
