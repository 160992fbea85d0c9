using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;

namespace ComplianceConsole.Features.Requests;

/// <summary>Hands a request's document to the browser, always as a download and never kept by it.</summary>
public static class DocumentEndpoint
{
    /// <summary>Maps the address that <see cref="Links.RequestDocument"/> names.</summary>
    public static void MapRequests(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Links.RequestDocumentPattern, HandleAsync).WithMetadata(new RequireRightAttribute(Right.ReadRequests));

    private static async Task<IResult> HandleAsync(
        string number,
        string sequence,
        HttpResponse response,
        ICurrentActor current,
        RequestFiles files,
        CancellationToken cancellation)
    {
        response.Headers.CacheControl = "no-store";
        if (!RequestNumber.TryParse(number, out var request)
            || !int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var document))
        {
            return Results.NotFound();
        }

        if (!(await current.GetAsync(cancellation)).TryGet(out var actor, out var refusal)
            || !(await files.OpenAsync(actor, request, document, cancellation)).TryGet(out var file, out refusal))
        {
            return refusal switch
            {
                NotFound or RecordDestroyed => Results.NotFound(),
                SessionEnded => Results.Unauthorized(),
                StoreUnavailable => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
                _ => Results.Redirect(Links.Denied),
            };
        }

        return Results.File(file.Content, file.ContentType, file.Name);
    }
}
