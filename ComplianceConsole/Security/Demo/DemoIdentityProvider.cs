using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.SignIn;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ComplianceConsole.Security.Demo;

/// <summary>
/// An identity provider inside the console, for trying it out on one machine: real OpenID Connect with code and PKCE, and five
/// invented people instead of passwords.
/// </summary>
public static class DemoIdentityProvider
{
    /// <summary>Under which everything of the provider stands but its discovery document.</summary>
    public const string BasePath = "/demo";

    /// <summary>The page with the five people.</summary>
    public const string AuthorizePath = BasePath + "/authorize";

    /// <summary>The page that gives and takes away roles.</summary>
    public const string PeoplePath = BasePath + "/people";

    internal const string TokenPath = BasePath + "/token";
    internal const string UserInfoPath = BasePath + "/userinfo";

    private const string KeysPath = BasePath + "/keys";
    private const string ClientId = "compliance-console";

    /// <summary>Adds the provider and makes the console sign in through it.</summary>
    /// <exception cref="InvalidOperationException">The environment is not Development.</exception>
    public static void Add(IServiceCollection services, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException("The demonstration's identity provider runs in Development only.");
        }
        services
            .AddSingleton<DemoPeople>()
            .AddSingleton<DemoKey>()
            .AddSingleton<DemoAddress>()
            .AddSingleton<DemoLogout>()
            .AddSingleton<IRoleSource, DemoRoleSource>()
            .AddScoped<SignInEvents, DemoSignInEvents>();
        services.AddOpenIddict().AddServer(Configure);
        services
            .AddOptions<OpenIddictServerOptions>()
            .Configure<DemoKey, DemoAddress>(
                (options, key, address) =>
                {
                    options.Issuer = address.Issuer();
                    options.SigningCredentials.Add(Credentials(key));
                }
            );
        services
            .AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme)
            .Configure<DemoKey, DemoAddress>(Trust);
    }

    /// <summary>How the provider signs.</summary>
    internal static SigningCredentials Credentials(DemoKey key) => new(key.Security, SecurityAlgorithms.EcdsaSha256);

    private static void Configure(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris(AuthorizePath[1..])
            .SetTokenEndpointUris(TokenPath[1..])
            .SetUserInfoEndpointUris(UserInfoPath[1..])
            .SetJsonWebKeySetEndpointUris(KeysPath[1..])
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .RequireProofKeyForCodeExchange()
            .RegisterScopes(OpenIddictConstants.Scopes.Profile)
            .AddEphemeralEncryptionKey()
            .EnableDegradedMode();
        server
            .UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough()
            .DisableTransportSecurityRequirement();
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                // The client may be another console under test, but never anything off this machine.
                if (
                    !Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var redirect)
                    || !redirect.IsLoopback
                    || redirect.AbsolutePath is not "/signin-oidc"
                )
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidRequest, "The redirect address is not a console on this machine.");
                }
                return default;
            })
        );
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(_ => default));
    }

    /// <summary>What discovery would say is said directly: it is this process, and it need not be asked over the network.</summary>
    private static void Trust(OpenIdConnectOptions options, DemoKey key, DemoAddress address)
    {
        var issuer = address.Issuer();
        options.ClientId = ClientId;
        options.RequireHttpsMetadata = false;
        options.BackchannelHttpHandler = new SocketsHttpHandler { UseProxy = false };
        options.Configuration = new OpenIdConnectConfiguration
        {
            Issuer = issuer.AbsoluteUri,
            AuthorizationEndpoint = new Uri(issuer, AuthorizePath).AbsoluteUri,
            TokenEndpoint = new Uri(issuer, TokenPath).AbsoluteUri,
            UserInfoEndpoint = new Uri(issuer, UserInfoPath).AbsoluteUri,
        };
        options.Configuration.SigningKeys.Add(key.Security);
    }
}
