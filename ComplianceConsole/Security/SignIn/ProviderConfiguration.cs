using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ComplianceConsole.Security.SignIn;

/// <summary>What the provider says of itself.</summary>
internal static class ProviderConfiguration
{
    /// <summary>The provider's endpoints and keys; cached by the framework.</summary>
    /// <exception cref="InvalidOperationException">The provider cannot be read.</exception>
    public static async Task<OpenIdConnectConfiguration> GetAsync(
        OpenIdConnectOptions options,
        CancellationToken cancellation
    ) => options.Configuration ?? await options.ConfigurationManager!.GetConfigurationAsync(cancellation);
}
