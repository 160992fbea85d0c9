using System.Text;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Requests;

/// <summary>A document as it came in, its type found in its content.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name of the file.</param>
/// <param name="ContentType">The type found in the content.</param>
/// <param name="Content">The bytes.</param>
public sealed record NewDocument(DocumentKind Kind, string Name, string ContentType, byte[] Content)
{
    /// <summary>Nothing personal: a file's name can be a person's.</summary>
    public override string ToString() => nameof(NewDocument);
}

/// <summary>
/// Documents of requests: sealed under the key of the subject with whom they go, or the request's own while nobody is held. They can be
/// taken in about a blocked record too, since sealing opens nothing.
/// </summary>
public static class RequestDocuments
{
    /// <summary>Seals a document into a request.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="request">The request.</param>
    /// <param name="document">The document.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its number within the request.</returns>
    public static async Task<int> AddDocumentAsync(
        this OperationScope scope, RequestRow request, NewDocument document, Instant receivedAt, CancellationToken cancellation)
    {
        var stored = await scope.Db.RequestDocuments
            .Where(row => row.RequestId == request.Id)
            .MaxAsync(row => (int?)row.Sequence, cancellation) ?? 0;
        var sequence = Math.Max(stored, request.Documents.Select(row => row.Sequence).DefaultIfEmpty().Max()) + 1;
        request.Documents.Add(Seal(scope, request, sequence, document, receivedAt, scope.Now, scope.Actor.Name));
        return sequence;
    }

    /// <summary>
    /// Opens a document's content. Under a subject's key it is opened at the door, which decides and stages the entry; under the request's
    /// own the caller's use is staged.
    /// </summary>
    public static async Task<Result<byte[]>> OpenDocumentAsync(
        this OperationScope scope, RequestRow request, RequestDocumentRow document, Use use, CancellationToken cancellation)
    {
        if (document.SubjectId is not { } subject)
        {
            if (!scope.HasKey(KeyHolder.Request, request.Id))
            {
                return new RecordDestroyed(new SubjectId(request.SubjectId!.Value));
            }

            scope.Record(use.Action, use.Clause, details: new { document = document.Sequence }, requestId: request.Id, purpose: use.Purpose);
            return scope.OpenRequest(request.Id).OpenDocument(document.Sequence, nameof(RequestDocumentRow.Content), document.Content);
        }

        return (await scope.OpenAsync(new SubjectId(subject), use, cancellation)).Then(record =>
        {
            record.Entry.RequestId = request.Id;
            record.Entry.Details = new { document = document.Sequence };
            return record.OpenDocument(request.Id, document.Sequence, nameof(RequestDocumentRow.Content), document.Content);
        });
    }

    /// <summary>The name of a document's file; null where its key is gone with the subject.</summary>
    public static string? OpenName(this OperationScope scope, RequestRow request, int sequence, long? subject, byte[] name)
    {
        if (subject is not { } number)
        {
            return scope.HasKey(KeyHolder.Request, request.Id)
                ? Encoding.UTF8.GetString(scope.OpenRequest(request.Id).OpenDocument(sequence, nameof(RequestDocumentRow.Name), name))
                : null;
        }

        return scope.HasKey(KeyHolder.Subject, number)
            ? Encoding.UTF8.GetString(
                Cipher.Open(
                    scope.Cipher(KeyHolder.Subject, number),
                    KeyHolder.Subject,
                    number,
                    Places.Document(request.Id, sequence, nameof(RequestDocumentRow.Name)),
                    name))
            : null;
    }

    /// <summary>Seals the documents of a request anew under the key of the subject who was found only now, with whom they then go.</summary>
    public static async Task BindDocumentsAsync(this OperationScope scope, RequestRow request, CancellationToken cancellation)
    {
        var unbound = await scope.Db.RequestDocuments
            .Where(row => row.RequestId == request.Id && row.SubjectId == null)
            .ToListAsync(cancellation);
        if (unbound.Count == 0)
        {
            return;
        }

        var key = scope.OpenRequest(request.Id);
        scope.Db.RequestDocuments.RemoveRange(unbound);
        await scope.Db.SaveChangesAsync(cancellation);
        request.Documents.Clear();
        foreach (var row in unbound)
        {
            var document = new NewDocument(
                row.Kind,
                Encoding.UTF8.GetString(key.OpenDocument(row.Sequence, nameof(RequestDocumentRow.Name), row.Name)),
                row.ContentType,
                key.OpenDocument(row.Sequence, nameof(RequestDocumentRow.Content), row.Content));
            request.Documents.Add(Seal(scope, request, row.Sequence, document, row.ReceivedAt, row.AddedAt, row.AddedBy));
        }
    }

    private static RequestDocumentRow Seal(
        OperationScope scope, RequestRow request, int sequence, NewDocument document, Instant receivedAt, Instant addedAt, string addedBy)
    {
        var subject = request.SubjectId is { } number && scope.HasKey(KeyHolder.Subject, number) ? number : (long?)null;
        return new RequestDocumentRow
        {
            RequestId = request.Id,
            Sequence = sequence,
            Kind = document.Kind,
            ReceivedAt = receivedAt,
            AddedAt = addedAt,
            AddedBy = addedBy,
            SubjectId = subject,
            ContentType = document.ContentType,
            Size = document.Content.Length,
            Name = Part(nameof(RequestDocumentRow.Name), Encoding.UTF8.GetBytes(document.Name)),
            Content = Part(nameof(RequestDocumentRow.Content), document.Content),
        };

        byte[] Part(string field, byte[] content) =>
            subject is { } holder
                ? Cipher.Seal(
                    scope.Cipher(KeyHolder.Subject, holder), KeyHolder.Subject, holder, Places.Document(request.Id, sequence, field), content)
                : scope.OpenRequest(request.Id).SealDocument(sequence, field, content);
    }
}
