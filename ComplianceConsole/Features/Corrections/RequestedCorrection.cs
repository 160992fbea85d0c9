using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Corrections;

/// <summary>A correction that a request asks for: it carries that request's matter out. Policy 9.3, 9.5.</summary>
internal static class RequestedCorrection
{
    /// <summary>The request, where it asks for a correction of this record and that was granted and not carried out yet.</summary>
    public static async Task<Result<RequestRow>> FindAsync(
        OperationScope scope, RequestNumber number, SubjectId subject, CancellationToken cancellation)
    {
        if (!(await scope.FindRequestAsync(number, cancellation)).TryGet(out var row, out var refusal))
        {
            return refusal;
        }

        var isOpen = row.SubjectId == subject.Number
            && RequestFlow.IsOpen(await scope.CourseAsync(row, cancellation), RequestStep.CarryOut, RequestKind.Correction);
        return !isOpen ? new StepNotOpen(nameof(RequestStep.CarryOut))
            : scope.EndedAuthority(row) is { } until ? new AuthorityEnded(until)
            : row;
    }

    /// <summary>The evidence that was taken in with the request, which is not asked for again.</summary>
    public static async Task<RequestedEvidence> EvidenceAsync(OperationScope scope, RequestRow row, CancellationToken cancellation)
    {
        var files = await scope.Db.RequestDocuments
            .Where(document => document.RequestId == row.Id && document.Kind == DocumentKind.Evidence)
            .OrderBy(document => document.Sequence)
            .Select(document => new { document.Sequence, document.SubjectId, document.Name })
            .ToListAsync(cancellation);
        var key = scope.OpenRequest(row.Id);
        return new RequestedEvidence(
            row.NumberOf(),
            row.EvidenceAt,
            row.Steps.Find(step => step is { Step: RequestStep.ReceiveEvidence, Note: not null }) is { Note: { } note } taken ? key.OpenNote(taken.Sequence, note) : "",
            [.. files.Select(file => scope.OpenName(row, file.Sequence, file.SubjectId, file.Name)).OfType<string>()],
            WordOf(row.Applicant));
    }

    /// <summary>The form with the evidence of the request in place of what was typed.</summary>
    public static CorrectionForm With(this CorrectionForm form, RequestedEvidence evidence) =>
        form with
        {
            Kind = EvidenceKind.OfRequest,
            Reference = evidence.Reference,
            Word = evidence.Word ?? form.Word,
            ReceivedAt = evidence.ReceivedAt,
            File = null,
        };

    // What the organisation found itself stands on nobody's word; whose it is has to be said.
    private static WordOf? WordOf(ApplicantKind applicant) =>
        applicant switch
        {
            ApplicantKind.Subject => Domain.Subjects.WordOf.Subject,
            ApplicantKind.Representative => Domain.Subjects.WordOf.Representative,
            ApplicantKind.AuthorisedBody => Domain.Subjects.WordOf.AuthorisedBody,
            ApplicantKind.Organisation => null,
        };

    /// <summary>Writes what was changed into the request, and carries it out with the last change.</summary>
    public static async Task WriteAsync(
        OperationScope scope, RequestRow row, CorrectionForm form, string field, OpenRecord record, CancellationToken cancellation)
    {
        var matter = row.Matter(RequestKind.Correction);
        var key = scope.OpenRequest(row.Id);
        var reason = key.OpenReason(matter) ?? new MatterReason(Text: "", HowToObject: "");
        matter.Reason = key.SealReason(
            RequestKind.Correction, reason with { Fields = reason.Fields.Length == 0 ? field : $"{reason.Fields},{field}" });
        record.Entry.RequestId = row.Id;
        if (form.IsMoreToCome)
        {
            scope.Changed(row);
        }
        else
        {
            await scope.CarryOutAsync(row, RequestKind.Correction, scope.Now, note: null, cancellation);
        }
    }
}
