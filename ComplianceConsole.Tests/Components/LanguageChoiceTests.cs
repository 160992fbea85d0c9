using ComplianceConsole.Components;
using Xunit;

namespace ComplianceConsole.Tests.Components;

public sealed class LanguageChoiceTests
{
    [Theory]
    [InlineData("/subjects?state=blocked", "/subjects?state=blocked")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("subjects", "/")]
    [InlineData("/a\r\nSet-Cookie:x", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void ChangingTheLanguageLeadsOnlyBackIntoTheConsole(string? asked, string expected) =>
        Assert.Equal(expected, LanguageChoice.LocalAddress(asked));
}
