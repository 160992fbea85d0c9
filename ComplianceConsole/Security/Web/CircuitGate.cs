namespace ComplianceConsole.Security.Web;

/// <summary>
/// Lets only the site's own pages open a circuit. A browser sends its cookies with a WebSocket from any page, and the
/// framework does not look at where it came from.
/// </summary>
internal sealed class CircuitGate(RequestDelegate next, OwnOrigin origin)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) || IsAllowed(context.Request))
        {
            return next(context);
        }
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // A browser leaves the origin out only of a plain GET within the same site.
    private bool IsAllowed(HttpRequest request) =>
        request.Headers.Origin.Count == 0
            ? HttpMethods.IsGet(request.Method) && request.Headers.Upgrade.Count == 0
            : origin.Sent(request);
}
