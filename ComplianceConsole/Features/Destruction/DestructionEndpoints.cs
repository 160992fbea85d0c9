using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Statistics;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;

namespace ComplianceConsole.Features.Destruction;

/// <summary>Serves acts of destruction and figures as files.</summary>
public static class DestructionEndpoints
{
    /// <summary>Maps the address that <see cref="Links.DestructionAct"/> names.</summary>
    public static void MapDestruction(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Links.DestructionActPattern, ActAsync).WithMetadata(new RequireRightAttribute(Right.ReadDestructions));
        endpoints.MapStatistics();
    }

    private static async Task<IResult> ActAsync(
        string number, string? language, ICurrentActor current, IssueDestructionAct acts, HttpContext context, CancellationToken cancellation)
    {
        var issued = (await current.GetAsync(cancellation)).TryGet(out var actor, out var refusal)
            ? SubjectId.TryParse(number, out var subject) ? await acts.HandleAsync(actor, subject, language, cancellation) : new NotFound("Subject")
            : refusal;
        context.Response.Headers.CacheControl = "no-store";
        return issued.TryGet(out var file, out refusal) ? TypedResults.File(file.Content, "application/pdf", file.Name)
            : TypedResults.StatusCode(RefusalStatus.Of(refusal));
    }
}
