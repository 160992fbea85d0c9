using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ComplianceConsole.Security.SignIn;

/// <summary>Checks tokens that reach the console outside the sign-in.</summary>
internal static class ProviderTokens
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The token when the provider signed it for the console and it has not run out; otherwise null.</summary>
    /// <exception cref="InvalidOperationException">The provider's keys cannot be read.</exception>
    public static async Task<JsonWebToken?> ValidateAsync(
        string token,
        OpenIdConnectOptions provider,
        CancellationToken cancellation
    )
    {
        var configuration = await ProviderConfiguration.GetAsync(provider, cancellation);
        var result = await Handler.ValidateTokenAsync(token, Parameters(provider, configuration));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && provider.ConfigurationManager is { } manager)
        {
            // The provider may have changed its keys since they were read.
            manager.RequestRefresh();
            configuration = await manager.GetConfigurationAsync(cancellation);
            result = await Handler.ValidateTokenAsync(token, Parameters(provider, configuration));
        }
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }

    private static TokenValidationParameters Parameters(
        OpenIdConnectOptions provider,
        OpenIdConnectConfiguration configuration
    ) =>
        new()
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = provider.ClientId,
            IssuerSigningKeys = configuration.SigningKeys,
            ClockSkew = TimeSpan.FromMinutes(2),
        };
}
