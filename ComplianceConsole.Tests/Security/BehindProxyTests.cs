using System.Net;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed class BehindProxyTests(DemoConsole provider) : IClassFixture<DemoConsole>
{
    [Fact]
    public async Task A_known_proxy_is_believed_about_scheme_and_host()
    {
        await using var console = Start(("Site:ForwardedHeaders:KnownProxies", "127.0.0.1"));
        using var response = await AskAsync(console);

        Assert.Equal("https://console.example.kz/signin-oidc", RedirectOf(response));
        Assert.True(response.Headers.Contains("Strict-Transport-Security"));
        Assert.All(response.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Nobody_else_is()
    {
        await using var console = Start(("Site:ForwardedHeaders:KnownProxies", "10.0.0.5"));
        using var response = await AskAsync(console);

        Assert.Equal(new Uri(console.Address, "/signin-oidc").AbsoluteUri, RedirectOf(response));
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task The_public_address_is_where_the_provider_sends_people_back()
    {
        await using var console = Start(("Site:PublicUrl", "https://privacy.example.kz"));
        using var visitor = console.Visit();
        using var response = await visitor.GetAsync("/");

        Assert.Equal("https://privacy.example.kz/signin-oidc", RedirectOf(response));
    }

    private static async Task<HttpResponseMessage> AskAsync(RunningConsole console)
    {
        using var visitor = console.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, console.Address);
        request.Headers.Add("X-Forwarded-For", "203.0.113.5");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "console.example.kz");
        return await visitor.Http.SendAsync(request);
    }

    private static string? RedirectOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        return query["redirect_uri"];
    }

    private RunningConsole Start((string, string) setting) =>
        RunningConsole.Start(
            "Production",
            settings:
            [
                ("Authentication:Authority", provider.Console.Address.AbsoluteUri),
                ("Authentication:ClientId", "console"),
                setting,
            ]
        );
}
