using System.Net;
using System.Security.Cryptography;
using ComplianceConsole.Security.Demo;
using ComplianceConsole.Security.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed class BackchannelLogoutTests(DemoConsole demo) : IClassFixture<DemoConsole>, IAsyncLifetime
{
    private const string Client = "compliance-console";
    private readonly RunningConsole _console = demo.Console;

    public async ValueTask InitializeAsync() => await demo.ResetAsync();

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task A_genuine_token_ends_the_sessions_of_the_person_named()
    {
        using var first = await _console.SignInAsync("demo-dpo");
        using var second = await _console.SignInAsync("demo-dpo");
        using var other = await _console.SignInAsync("demo-staff");

        Assert.Equal(HttpStatusCode.OK, await SendAsync(Token()));

        Assert.False(await first.IsSignedInAsync());
        Assert.False(await second.IsSignedInAsync());
        Assert.True(await other.IsSignedInAsync());
    }

    [Theory]
    [InlineData("another audience")]
    [InlineData("another issuer")]
    [InlineData("another key")]
    [InlineData("no signature")]
    [InlineData("run out")]
    [InlineData("a nonce")]
    [InlineData("no event")]
    [InlineData("another event")]
    [InlineData("nobody")]
    [InlineData("another type")]
    [InlineData("garbage")]
    [InlineData("nothing")]
    public async Task Any_other_token_is_refused_and_ends_nothing(string flaw)
    {
        using var visitor = await _console.SignInAsync("demo-dpo");

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(Flawed(flaw)));

        Assert.True(await visitor.IsSignedInAsync());
    }

    private async Task<HttpStatusCode> SendAsync(string token)
    {
        using var provider = _console.Visit();
        using var response = await provider.PostFromAsync(
            origin: null,
            new Uri(_console.Address, "/signout-backchannel"),
            [("logout_token", token)]
        );
        return response.StatusCode;
    }

    private string Flawed(string flaw)
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return flaw switch
        {
            "another audience" => Token(change: token => token.Audience = "another-client"),
            "another issuer" => Token(change: token => token.Issuer = "http://127.0.0.1/"),
            "another key" => Token(change: token =>
                token.SigningCredentials = new SigningCredentials(
                    new ECDsaSecurityKey(stranger),
                    SecurityAlgorithms.EcdsaSha256
                )
            ),
            "no signature" => Token(change: token => token.SigningCredentials = null),
            "run out" => Token(change: token =>
                (token.NotBefore, token.IssuedAt, token.Expires) = (
                    DateTime.UnixEpoch,
                    DateTime.UnixEpoch,
                    DateTime.UnixEpoch.AddHours(1)
                )
            ),
            "a nonce" => Token(claims => claims["nonce"] = "x"),
            "no event" => Token(claims => claims.Remove("events")),
            "another event" => Token(claims => claims["events"] = Event("http://schemas.example/other")),
            "nobody" => Token(claims => claims.Remove("sub")),
            "another type" => Token(change: token => token.TokenType = "at+jwt"),
            "garbage" => "a.b.c",
            "nothing" => "",
            _ => throw new ArgumentOutOfRangeException(nameof(flaw), flaw, null),
        };
    }

    private string Token(
        Action<Dictionary<string, object>>? changeClaims = null,
        Action<SecurityTokenDescriptor>? change = null
    )
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = "demo-dpo",
            ["jti"] = "1",
            ["events"] = Event(BackchannelLogout.LogoutEvent),
        };
        changeClaims?.Invoke(claims);
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = _console.Services.GetRequiredService<DemoAddress>().Issuer().AbsoluteUri,
            Audience = Client,
            TokenType = "logout+jwt",
            SigningCredentials = DemoIdentityProvider.Credentials(_console.Services.GetRequiredService<DemoKey>()),
            Claims = claims,
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    private static Dictionary<string, object> Event(string name) =>
        new(StringComparer.Ordinal) { [name] = new Dictionary<string, object>(StringComparer.Ordinal) };
}
