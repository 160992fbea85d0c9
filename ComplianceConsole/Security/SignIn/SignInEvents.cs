using System.Globalization;
using System.Text.Json;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;
using ComplianceConsole.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace ComplianceConsole.Security.SignIn;

/// <summary>What the console does at each station of a sign-in.</summary>
internal partial class SignInEvents(
    RoleMapping mapping,
    AuthenticationSettings authentication,
    SiteSettings site,
    ProviderOrigins provider,
    ILogger<SignInEvents> logger
) : OpenIdConnectEvents
{
    /// <summary>Where roles stand that came from the userinfo endpoint; otherwise they came with the identity token.</summary>
    internal const string RolesFromUserInfoItem = ".roles_from_userinfo";

    private const string TokenClaims = "ComplianceConsole.TokenClaims";
    private const string UserInfoClaims = "ComplianceConsole.UserInfoClaims";

    public override async Task RedirectToIdentityProvider(RedirectContext context)
    {
        if (!Navigation.IsPageLoad(context.Request))
        {
            // A script or a form cannot follow a sign-in; it is told instead.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.HandleResponse();
            return;
        }
        await provider.ReadAsync(context.HttpContext.RequestAborted);
        if (site.PublicOrigin() is { } origin)
        {
            context.ProtocolMessage.RedirectUri = new Uri(origin, context.Options.CallbackPath).AbsoluteUri;
        }
        context.ProtocolMessage.UiLocales = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
    }

    public override Task RedirectToIdentityProviderForSignOut(RedirectContext context)
    {
        if (site.PublicOrigin() is { } origin)
        {
            context.ProtocolMessage.PostLogoutRedirectUri = new Uri(origin, context.Options.SignedOutCallbackPath).AbsoluteUri;
        }
        context.ProtocolMessage.ClientId = context.Options.ClientId;
        return Task.CompletedTask;
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        context.HttpContext.Items[TokenClaims] = ProviderClaims.Payload(context.TokenEndpointResponse!.IdToken);
        return Task.CompletedTask;
    }

    public override Task UserInformationReceived(UserInformationReceivedContext context)
    {
        context.HttpContext.Items[UserInfoClaims] = context.User.RootElement.Clone();
        return Task.CompletedTask;
    }

    /// <summary>Keeps of everything the provider said only who it is, the name, the roles and the tokens.</summary>
    public override Task TicketReceived(TicketReceivedContext context)
    {
        var token = (JsonElement)context.HttpContext.Items[TokenClaims]!;
        var userInfo = context.HttpContext.Items[UserInfoClaims] is JsonElement received ? received : default;
        var personId = ProviderClaims.Text(token, "sub")!;
        var name = ProviderClaims.Text(token, authentication.NameClaim) ?? ProviderClaims.Text(userInfo, authentication.NameClaim);

        var userInfoRoles = mapping.Find(userInfo);
        var properties = context.Properties!;
        if (userInfoRoles is not null)
        {
            properties.Items[RolesFromUserInfoItem] = "";
        }
        else if (properties.GetTokenValue("refresh_token") is null)
        {
            LogRolesCannotBeReadAgain(logger, authentication.RoleClaim);
        }
        properties.Items[SessionTicketStore.ProviderSessionItem] = ProviderClaims.Text(token, "sid");
        properties.IsPersistent = false;
        context.Principal = SessionPrincipal.Create(
            personId,
            name ?? personId,
            userInfoRoles ?? mapping.Find(token) ?? Role.None
        );
        context.ReturnUri = ReturnUrl.Local(LocalPart(context.ReturnUri, context.Request));
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        LogFailed(logger, context.Failure);
        context.Response.Redirect(SignInEndpoints.FailedPath);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>The framework remembers the page asked for with its origin; only the path of this site is gone back to.</summary>
    private static string? LocalPart(string? address, HttpRequest request) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? uri.PathAndQuery
            : address;

    [LoggerMessage(
        LogLevel.Warning,
        "The identity provider gives the claim {Claim} only at sign-in and no refresh token, so that sessions end after five minutes; "
            + "put the claim into userinfo or add offline_access to Authentication:Scopes."
    )]
    private static partial void LogRolesCannotBeReadAgain(ILogger logger, string claim);

    [LoggerMessage(LogLevel.Warning, "A sign-in was not completed.")]
    private static partial void LogFailed(ILogger logger, Exception? failure);
}
