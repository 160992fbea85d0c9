using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed partial class WebProtectionTests(DemoConsole demo) : IClassFixture<DemoConsole>, IAsyncLifetime
{
    private readonly RunningConsole _console = demo.Console;

    public async ValueTask InitializeAsync() => await demo.ResetAsync();

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData("/")]
    [InlineData("/demo/people")]
    [InlineData("/signed-out")]
    [InlineData("/healthz/live")]
    [InlineData("/no-such-page")]
    public async Task Every_answer_carries_the_headers(string path)
    {
        using var visitor = _console.Visit();
        using var response = await visitor.GetAsync(path);

        var policy = NonceValue().Replace(Header(response, "Content-Security-Policy"), "NONCE");
        Assert.Equal(
            "default-src 'none'; script-src 'self' 'nonce-NONCE'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'",
            policy
        );
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Contains("no-store", Header(response, "Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_has_a_nonce_of_its_own()
    {
        using var visitor = _console.Visit();
        using var first = await visitor.GetAsync("/signed-out");
        using var second = await visitor.GetAsync("/signed-out");

        Assert.NotEqual(
            Header(first, "Content-Security-Policy"),
            Header(second, "Content-Security-Policy"),
            StringComparer.Ordinal
        );
    }

    [Theory]
    [InlineData("/subjects")]
    [InlineData("/administration")]
    [InlineData("/no-such-page")]
    public async Task A_page_leads_to_the_sign_in(string path)
    {
        using var visitor = _console.Visit();
        using var response = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith("/demo/authorize", response.Headers.Location!.AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    [InlineData("/css/app.css")]
    [InlineData("/signed-out")]
    [InlineData("/denied")]
    [InlineData("/sign-in-failed")]
    public async Task What_must_work_signed_out_does(string path)
    {
        using var visitor = _console.Visit();

        Assert.Equal(HttpStatusCode.OK, await visitor.StatusOfAsync(path));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_circuit_is_refused_to_other_origins(string? origin)
    {
        using var visitor = await _console.SignInAsync("demo-dpo");
        var gate = new Uri(_console.Address, "/_blazor/negotiate?negotiateVersion=1");

        using var response = await visitor.PostFromAsync(origin, gate, []);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_circuit_is_open_to_the_own_origin()
    {
        using var visitor = await _console.SignInAsync("demo-dpo");

        using var response = await visitor.PostAsync("/_blazor/negotiate?negotiateVersion=1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_forged_origin_cannot_open_a_web_socket()
    {
        using var visitor = await _console.SignInAsync("demo-dpo");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        socket.Options.SetRequestHeader("Cookie", visitor.CookiesOf(_console.Address));
        socket.Options.CollectHttpResponseDetails = true;
        var target = new UriBuilder(_console.Address) { Scheme = "ws", Path = "/_blazor" }.Uri;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(target, CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_circuit_is_refused_signed_out_and_not_led_to_the_sign_in()
    {
        using var visitor = _console.Visit();

        using var response = await visitor.PostAsync("/_blazor/negotiate?negotiateVersion=1");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    [GeneratedRegex("(?<=nonce-)[^']+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NonceValue();
}
