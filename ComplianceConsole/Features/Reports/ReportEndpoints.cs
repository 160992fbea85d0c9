using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Reports.Pages;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using NotFound = ComplianceConsole.Domain.Results.NotFound;

namespace ComplianceConsole.Features.Reports;

/// <summary>Serves reports as files, to look at and to download. A refusal is a page in words.</summary>
public static class ReportEndpoints
{
    /// <summary>Maps the addresses that <see cref="Links.Report"/> and <see cref="Links.ReportDownload"/> name.</summary>
    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        var report = endpoints.MapGroup(Links.Requests + "/{number}/reports/{sequence:int}");
        report.MapGet("", PreviewAsync).WithMetadata(new RequireRightAttribute(Right.DownloadApprovedReport));
        report.MapGet("/download", DownloadAsync).WithMetadata(new RequireRightAttribute(Right.DownloadApprovedReport));
    }

    private static async Task<IResult> PreviewAsync(
        string number, int sequence, ICurrentActor current, OpenReport reports, HttpContext context, CancellationToken cancellation)
    {
        var result = await OpenAsync(number, current, (actor, request) => reports.PreviewAsync(actor, request, sequence, cancellation), cancellation);
        if (!result.TryGet(out var file, out var refusal))
        {
            return Refused(number, refusal);
        }

        context.Response.Headers.ContentDisposition = $"inline; filename=\"{file.Name}\"";
        return File(file, name: null, context);
    }

    private static async Task<IResult> DownloadAsync(
        string number, int sequence, ICurrentActor current, OpenReport reports, HttpContext context, CancellationToken cancellation)
    {
        var result = await OpenAsync(number, current, (actor, request) => reports.DownloadAsync(actor, request, sequence, cancellation), cancellation);
        return result.TryGet(out var file, out var refusal) ? File(file, file.Name, context) : Refused(number, refusal);
    }

    private static async Task<Result<ReportFile>> OpenAsync(
        string number,
        ICurrentActor current,
        Func<Actor, RequestNumber, Task<Result<ReportFile>>> open,
        CancellationToken cancellation)
    {
        if (!(await current.GetAsync(cancellation)).TryGet(out var actor, out var refusal))
        {
            return refusal;
        }

        return RequestNumber.TryParse(number, out var request) ? await open(actor, request) : new NotFound("Request");
    }

    private static FileContentHttpResult File(ReportFile file, string? name, HttpContext context)
    {
        // A report must not lie in a cache, on this machine or between, after signing out.
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(file.Pdf, "application/pdf", name);
    }

    private static RazorComponentResult<ReportRefusedPage> Refused(string number, Refusal refusal) =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ReportRefusedPage.Refusal)] = refusal,
            [nameof(ReportRefusedPage.Request)] = refusal is not NotFound && RequestNumber.TryParse(number, out var request) ? request : null,
        })
        {
            StatusCode = RefusalStatus.Of(refusal),
        };
}
