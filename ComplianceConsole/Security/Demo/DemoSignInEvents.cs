using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.SignIn;
using ComplianceConsole.Settings;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace ComplianceConsole.Security.Demo;

/// <summary>Sends the browser to the provider under the host it is already at, so that localhost and 127.0.0.1 both work.</summary>
internal sealed class DemoSignInEvents(
    RoleMapping mapping,
    AuthenticationSettings authentication,
    SiteSettings site,
    ProviderOrigins provider,
    ILogger<SignInEvents> logger
) : SignInEvents(mapping, authentication, site, provider, logger)
{
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        var request = context.Request;
        context.ProtocolMessage.IssuerAddress = $"{request.Scheme}://{request.Host}{DemoIdentityProvider.AuthorizePath}";
        return base.RedirectToIdentityProvider(context);
    }
}
