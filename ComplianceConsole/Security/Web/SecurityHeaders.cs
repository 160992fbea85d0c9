using ComplianceConsole.Security.SignIn;

namespace ComplianceConsole.Security.Web;

/// <summary>Puts on every response what keeps a browser from being turned against the person in front of it.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ProviderOrigins provider)
{
    public Task InvokeAsync(HttpContext context, CspNonce nonce)
    {
        // At the last moment: an error page is written on a response whose headers were cleared.
        context.Response.OnStarting(() =>
        {
            Write(context.Response.Headers, nonce);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Write(IHeaderDictionary headers, CspNonce nonce)
    {
        headers.ContentSecurityPolicy =
            "default-src 'none'; "
            + $"script-src 'self' 'nonce-{nonce.Value}'; "
            + "style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + $"form-action {provider.FormTargets}; "
            + "base-uri 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0)
        {
            // A page with personal data must not lie in the browser's cache after signing out.
            headers.CacheControl = "no-store";
        }
    }
}
