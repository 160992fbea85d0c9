using System.Net;
using ComplianceConsole.Security.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed class DemoIdentityProviderTests(DemoConsole demo) : IClassFixture<DemoConsole>, IAsyncLifetime
{
    private readonly RunningConsole _console = demo.Console;

    public async ValueTask InitializeAsync() => await demo.ResetAsync();

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("development2")]
    public void It_refuses_any_environment_but_development(string environment)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });

        var refused = Assert.Throws<InvalidOperationException>(() =>
            DemoIdentityProvider.Add(builder.Services, builder.Environment)
        );
        Assert.Contains("Development only", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "console.example.kz")]
    [InlineData("Host", "192.168.1.7:5080")]
    [InlineData("X-Forwarded-For", "203.0.113.5")]
    [InlineData("Forwarded", "for=203.0.113.5")]
    public async Task It_refuses_whoever_may_come_from_elsewhere(string header, string value)
    {
        foreach (var path in new[] { "/demo/people", "/demo/keys", "/.well-known/openid-configuration" })
        {
            using var visitor = _console.Visit();
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_console.Address, path));
            request.Headers.TryAddWithoutValidation(header, value);

            using var response = await visitor.Http.SendAsync(request);

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("https://evil.example/signin-oidc")]
    [InlineData("http://127.0.0.1.evil.example/signin-oidc")]
    [InlineData("http://localhost:1/elsewhere")]
    public async Task It_sends_codes_to_consoles_on_this_machine_alone(string redirect)
    {
        using var visitor = _console.Visit();
        using var response = await visitor.GetAsync(
            "/demo/authorize?client_id=x&response_type=code&scope=openid&code_challenge_method=S256"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="
                + Uri.EscapeDataString(redirect)
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task It_asks_for_proof_of_the_code()
    {
        using var visitor = _console.Visit();
        using var response = await visitor.GetAsync(
            "/demo/authorize?client_id=x&response_type=code&scope=openid&redirect_uri=http%3A%2F%2Flocalhost%2Fsignin-oidc"
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("code_challenge", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_cannot_change_roles()
    {
        using var visitor = _console.Visit();
        using var response = await visitor.PostFromAsync(
            "https://evil.example",
            new Uri(_console.Address, "/demo/people"),
            [("person", "demo-staff"), ("role", "admin")]
        );

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
