using System.Collections.Concurrent;
using ComplianceConsole.Security.SignIn;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ComplianceConsole.Security.Demo;

/// <summary>Tells the consoles a person signed in to that the person's sessions are over (OpenID Connect Back-Channel Logout 1.0).</summary>
internal sealed partial class DemoLogout(
    DemoAddress address,
    DemoKey key,
    IOptionsMonitor<OpenIdConnectOptions> options,
    ILogger<DemoLogout> logger
) : IDisposable
{
    private readonly ConcurrentDictionary<(string Person, string Client, Uri Console), byte> _signedIn = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Remembers where a person signed in.</summary>
    public void Remember(DemoPerson person, string clientId, Uri redirect) =>
        _signedIn.TryAdd((person.Id, clientId, new Uri(redirect, "/")), 0);

    /// <summary>Sends the word to every console, this one always included: its sessions outlive what this process remembers.</summary>
    public async Task SendAsync(DemoPerson person, CancellationToken cancellation)
    {
        var issuer = address.Issuer();
        var own = options.Get(OpenIdConnectDefaults.AuthenticationScheme).ClientId!;
        var consoles = _signedIn
            .Keys.Where(entry => string.Equals(entry.Person, person.Id, StringComparison.Ordinal))
            .Select(entry => (entry.Client, entry.Console))
            .Append((own, issuer))
            .Distinct();
        foreach (var (client, console) in consoles)
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("logout_token", Token(person, client, issuer))]);
            try
            {
                using var response = await _http.PostAsync(new Uri(console, SignInEndpoints.BackchannelPath), form, cancellation);
                response.EnsureSuccessStatusCode();
            }
            catch (HttpRequestException failure)
            {
                LogNotTold(logger, console, failure);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private string Token(DemoPerson person, string clientId, Uri issuer) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer.AbsoluteUri,
                Audience = clientId,
                TokenType = "logout+jwt",
                SigningCredentials = DemoIdentityProvider.Credentials(key),
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sub"] = person.Id,
                    ["jti"] = Guid.NewGuid().ToString("N"),
                    ["events"] = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        [BackchannelLogout.LogoutEvent] = new Dictionary<string, object>(StringComparer.Ordinal),
                    },
                },
            }
        );

    [LoggerMessage(LogLevel.Warning, "The console at {Console} did not take the word that a session is over.")]
    private static partial void LogNotTold(ILogger logger, Uri console, Exception failure);
}
