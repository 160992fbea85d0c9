using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;

namespace ComplianceConsole.Intake.Uploads;

/// <summary>Serves the rejected rows of an import to who imported.</summary>
public static class RejectEndpoints
{
    /// <summary>Maps the address of <see cref="Address"/>.</summary>
    public static void MapIntake(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Links.Import + "/rejects/{name:guid}", DownloadAsync).WithMetadata(new RequireRightAttribute(Right.Import));

    /// <summary>Where a list is fetched.</summary>
    public static string Address(Guid name) => $"{Links.Import}/rejects/{name}";

    private static async Task<IResult> DownloadAsync(
        Guid name, ICurrentActor current, RejectLists lists, HttpContext context, CancellationToken cancellation)
    {
        if (!(await current.GetAsync(cancellation)).TryGet(out var actor, out _) || lists.File(name, actor.Id) is not { } file)
        {
            return TypedResults.Redirect(Links.NotFound);
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(file, "text/csv; charset=utf-8", "rejects.csv");
    }
}
