using System.Text.Json;
using ComplianceConsole.Security.Sessions;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ComplianceConsole.Security.SignIn;

/// <summary>
/// Lets the provider end sessions at once, without a browser (OpenID Connect Back-Channel Logout 1.0). The token is the only
/// proof, so it is checked in full.
/// </summary>
internal static class BackchannelLogout
{
    public const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";

    public static async Task<IResult> HandleAsync(
        HttpContext context,
        [FromForm(Name = "logout_token")] string? token,
        SessionKeeper keeper,
        IOptionsMonitor<OpenIdConnectOptions> options
    )
    {
        var provider = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        if (string.IsNullOrEmpty(token) || !await IsGenuineAsync(token, provider, context.RequestAborted))
        {
            return TypedResults.BadRequest();
        }
        var claims = ProviderClaims.Payload(token);
        var personId = ProviderClaims.Text(claims, "sub");
        var providerSession = ProviderClaims.Text(claims, "sid");
        if (!NamesLogout(claims) || (personId is null && providerSession is null))
        {
            return TypedResults.BadRequest();
        }
        await keeper.EndOfAsync(personId, providerSession, context.RequestAborted);
        return TypedResults.Ok();
    }

    /// <summary>Signed by the provider, meant for the console, and of now.</summary>
    private static async Task<bool> IsGenuineAsync(
        string token,
        OpenIdConnectOptions provider,
        CancellationToken cancellation
    )
    {
        if (await ProviderTokens.ValidateAsync(token, provider, cancellation) is not { } valid)
        {
            return false;
        }
        return valid.Typ is null or "" or "JWT" or "logout+jwt" && valid.IssuedAt > DateTime.MinValue;
    }

    /// <summary>It says that it is a logout, and carries no nonce, so that no identity token passes for one.</summary>
    private static bool NamesLogout(JsonElement claims) =>
        !claims.TryGetProperty("nonce", out _)
        && claims.TryGetProperty("events", out var events)
        && events.ValueKind == JsonValueKind.Object
        && events.TryGetProperty(LogoutEvent, out var detail)
        && detail.ValueKind == JsonValueKind.Object;
}
