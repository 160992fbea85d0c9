using System.Net;

namespace ComplianceConsole.Security.Demo;

/// <summary>
/// Keeps the demonstration's provider to this machine, whatever the server listens on: the caller, the host it asked for and
/// the lack of a proxy in between must all say so.
/// </summary>
internal sealed class DemoGuard(RequestDelegate next)
{
    private static readonly string[] Paths = [DemoIdentityProvider.BasePath, "/.well-known"];

    public Task InvokeAsync(HttpContext context)
    {
        if (!Array.Exists(Paths, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)) || IsThisMachine(context))
        {
            return next(context);
        }
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("The demonstration sign-in serves this machine alone.", context.RequestAborted);
    }

    // An in-memory server has no addresses.
    private static bool IsThisMachine(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } caller || IPAddress.IsLoopback(caller))
        && new Uri(context.Request.Scheme + "://" + context.Request.Host.Value).IsLoopback
        && context.Request.Headers["X-Forwarded-For"].Count == 0
        && context.Request.Headers["Forwarded"].Count == 0;
}
