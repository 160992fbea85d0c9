using ComplianceConsole.Security.SignIn;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/requests?state=open#top", "/requests?state=open#top")]
    [InlineData("/", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    [InlineData("requests", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\n/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public void Only_a_path_of_this_site_stays(string? address, string expected) =>
        Assert.Equal(expected, ReturnUrl.Local(address));
}
