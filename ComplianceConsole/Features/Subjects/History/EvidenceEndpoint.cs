using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Security.Sessions;

namespace ComplianceConsole.Features.Subjects.History;

/// <summary>Hands the file of an evidence to the browser, always as a download and never kept by it.</summary>
internal static class EvidenceEndpoint
{
    /// <summary>Answers <see cref="Links.Evidence"/>.</summary>
    public static async Task<IResult> HandleAsync(
        string number,
        string sequence,
        HttpResponse response,
        ICurrentActor current,
        ReadEvidenceFile files,
        CancellationToken cancellation)
    {
        response.Headers.CacheControl = "no-store";
        if (!SubjectId.TryParse(number, out var subject)
            || !int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var change))
        {
            return Results.NotFound();
        }

        if (!(await current.GetAsync(cancellation)).TryGet(out var actor, out var refusal)
            || !(await files.HandleAsync(actor, subject, change, cancellation)).TryGet(out var file, out refusal))
        {
            return refusal switch
            {
                NotFound => Results.NotFound(),
                SessionEnded => Results.Unauthorized(),
                StoreUnavailable => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
                _ => Results.Redirect(Links.Denied),
            };
        }

        return Results.File(file.Content, file.ContentType, file.Name.Length > 0 ? file.Name : "evidence");
    }
}
