using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;

namespace ComplianceConsole.Features.Consents;

/// <summary>Serves consent receipts as files.</summary>
public static class ConsentEndpoints
{
    /// <summary>Maps the addresses that <see cref="Links.ConsentReceipt"/> and <see cref="Links.ConsentReceiptJson"/> name.</summary>
    public static void MapConsents(this IEndpointRouteBuilder endpoints)
    {
        var receipts = endpoints.MapGroup(Links.Subjects + "/{number}");
        receipts.MapGet("/receipt.pdf", PdfAsync).WithMetadata(new RequireRightAttribute(Right.PrepareReport));
        receipts.MapGet("/receipt.json", JsonAsync).WithMetadata(new RequireRightAttribute(Right.PrepareReport));
    }

    private static Task<IResult> PdfAsync(
        string number, string? language, ICurrentActor current, IssueConsentReceipt receipts, HttpContext context, CancellationToken cancellation) =>
        ServeAsync(number, current, context, (actor, subject) => receipts.PdfAsync(actor, subject, language, cancellation), cancellation);

    private static Task<IResult> JsonAsync(
        string number, string? language, ICurrentActor current, IssueConsentReceipt receipts, HttpContext context, CancellationToken cancellation) =>
        ServeAsync(number, current, context, (actor, subject) => receipts.JsonAsync(actor, subject, language, cancellation), cancellation);

    private static async Task<IResult> ServeAsync(
        string number,
        ICurrentActor current,
        HttpContext context,
        Func<Actor, SubjectId, Task<Result<ReceiptFile>>> issue,
        CancellationToken cancellation)
    {
        var isNumber = SubjectId.TryParse(number, out var subject);
        var issued = (await current.GetAsync(cancellation)).TryGet(out var actor, out var refusal)
            ? isNumber ? await issue(actor, subject) : new NotFound("Subject")
            : refusal;

        // A receipt must not lie in a cache, on this machine or between, after signing out.
        context.Response.Headers.CacheControl = "no-store";
        return issued.TryGet(out var file, out refusal) ? TypedResults.File(file.Content, file.ContentType, file.Name)
            : RefusalStatus.Of(refusal) is var status and not StatusCodes.Status403Forbidden ? TypedResults.StatusCode(status)
            : Refused(subject, refusal);
    }

    // It was a link that was followed: what refused is said on a page, and the way back.
    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<ReceiptRefusedPage> Refused(SubjectId subject, Refusal refusal) =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ReceiptRefusedPage.Refusal)] = refusal,
            [nameof(ReceiptRefusedPage.Subject)] = refusal is NotAllowed ? null : subject,
        })
        {
            StatusCode = StatusCodes.Status403Forbidden,
        };
}
