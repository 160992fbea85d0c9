using ComplianceConsole.Security.Web;
using ComplianceConsole.Settings;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed class OwnOriginTests
{
    [Theory]
    [InlineData("https://console.example.kz", true)]
    [InlineData("HTTPS://CONSOLE.EXAMPLE.KZ", true)]
    [InlineData("http://10.0.0.7:8080", true)]
    [InlineData("http://console.example.kz", false)]
    [InlineData("https://console.example.kz:444", false)]
    [InlineData("https://console.example.kz.evil.example", false)]
    [InlineData("https://evil.example/https://console.example.kz", false)]
    [InlineData("http://10.0.0.7", false)]
    [InlineData("http://10.0.0.7:80801", false)]
    [InlineData("file://10.0.0.7:8080", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void The_public_address_and_the_host_asked_for_are_own(string origin, bool isOwn)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "http";
        request.Host = new HostString("10.0.0.7", 8080);
        request.Headers.Origin = origin;

        Assert.Equal(isOwn, new OwnOrigin(new SiteSettings { PublicUrl = "https://console.example.kz" }).Sent(request));
    }
}
