using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;

namespace ComplianceConsole.Features.Notices;

/// <summary>Serves letters and their enclosures as files to print. A refusal is a page in words.</summary>
public static class NoticeEndpoints
{
    /// <summary>Maps the addresses that <see cref="Links.NoticeLetter"/> and <see cref="Links.NoticeEnclosure"/> name.</summary>
    public static void MapNotices(this IEndpointRouteBuilder endpoints)
    {
        var notice = endpoints.MapGroup(Links.Notices + "/{id:long}");
        notice.MapGet("/letter", LetterAsync).WithMetadata(new RequireRightAttribute(Right.ReadNotices));
        notice.MapGet("/enclosure", EnclosureAsync).WithMetadata(new RequireRightAttribute(Right.HandleRequest));
    }

    private static Task<IResult> LetterAsync(
        long id, ICurrentActor current, OpenNoticeFile files, HttpContext context, CancellationToken cancellation) =>
        ServeAsync(current, actor => files.LetterAsync(actor, id, cancellation), context, cancellation);

    private static Task<IResult> EnclosureAsync(
        long id, ICurrentActor current, OpenNoticeFile files, HttpContext context, CancellationToken cancellation) =>
        ServeAsync(current, actor => files.EnclosureAsync(actor, id, cancellation), context, cancellation);

    private static async Task<IResult> ServeAsync(
        ICurrentActor current, Func<Actor, Task<Result<NoticeFile>>> open, HttpContext context, CancellationToken cancellation)
    {
        if (!(await current.GetAsync(cancellation)).TryGet(out var actor, out var refusal) || !(await open(actor)).TryGet(out var file, out refusal))
        {
            return TypedResults.StatusCode(RefusalStatus.Of(refusal));
        }

        // A letter must not lie in a cache, on this machine or between, after signing out.
        context.Response.Headers.CacheControl = "no-store";
        if (file.ContentType is "application/pdf")
        {
            context.Response.Headers.ContentDisposition = $"inline; filename=\"{file.Name}\"";
            return TypedResults.File(file.Bytes, file.ContentType);
        }

        return TypedResults.File(file.Bytes, "application/octet-stream", file.Name);
    }
}
