using System.Globalization;
using ComplianceConsole.Resources;
using Xunit;

namespace ComplianceConsole.Tests.Resources;

public sealed class CountedTextTests
{
    [Theory]
    [InlineData("ru", 1, "_one")]
    [InlineData("ru", 2, "_few")]
    [InlineData("ru", 4, "_few")]
    [InlineData("ru", 5, "_many")]
    [InlineData("ru", 11, "_many")]
    [InlineData("ru", 14, "_many")]
    [InlineData("ru", 21, "_one")]
    [InlineData("ru", 112, "_many")]
    [InlineData("ru", 0, "_many")]
    [InlineData("en", 1, "_one")]
    [InlineData("en", 21, "_many")]
    [InlineData("kk", 1, "_one")]
    [InlineData("kk", 2, "_many")]
    public void ACountTakesTheFormOfItsLanguage(string language, long count, string form) =>
        Assert.Equal(form, CountedText.FormOf(count, CultureInfo.GetCultureInfo(language)));
}
