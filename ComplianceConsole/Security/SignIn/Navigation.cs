namespace ComplianceConsole.Security.SignIn;

/// <summary>Tells a person opening a page from a script fetching something.</summary>
internal static class Navigation
{
    private static readonly string[] ForScripts = ["/_blazor", "/api"];

    /// <summary>Whether the request loads a page, so that it can be led to a sign-in or to a page that says no.</summary>
    public static bool IsPageLoad(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !Array.Exists(ForScripts, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && (request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate");
}
