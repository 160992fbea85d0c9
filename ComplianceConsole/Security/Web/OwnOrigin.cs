using ComplianceConsole.Settings;

namespace ComplianceConsole.Security.Web;

/// <summary>
/// Tells the site's own pages from others by the <c>Origin</c> a browser sends and a page cannot forge. The own origins are the
/// public one and the host the request came to.
/// </summary>
public sealed class OwnOrigin(SiteSettings site)
{
    private readonly Uri? _public = site.PublicOrigin();

    /// <summary>Whether the request says it came from a page of this site.</summary>
    public bool Sent(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
        && origin.Scheme is "http" or "https"
        && (IsPublic(origin) || IsHostOf(request, origin));

    private bool IsPublic(Uri origin) =>
        _public is not null
        && string.Equals(
            origin.GetLeftPart(UriPartial.Authority),
            _public.GetLeftPart(UriPartial.Authority),
            StringComparison.OrdinalIgnoreCase
        );

    // Behind a proxy that ends TLS the scheme here may be another than in the browser; the host and port are not.
    private static bool IsHostOf(HttpRequest request, Uri origin) =>
        request.Host.HasValue
        && string.Equals(request.Host.Host, origin.Host, StringComparison.OrdinalIgnoreCase)
        && (request.Host.Port is { } port ? port == origin.Port : origin.IsDefaultPort);
}
