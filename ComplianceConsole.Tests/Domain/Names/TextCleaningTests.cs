using ComplianceConsole.Domain.Names;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Names;

public sealed class TextCleaningTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  Ермеков\t\r\n", "Ермеков")]
    [InlineData("\u00A0Ермеков\u200B ", "Ермеков")]
    [InlineData("\u200B \uFEFF Ермеков", "Ермеков")]
    [InlineData("Ерме\u200Bков", "Ермеков")]
    [InlineData("И\u0306ылмаз", "Йылмаз")]
    [InlineData("first line\r\nsecond\tline", "first line\r\nsecond\tline")]
    [InlineData("👩\u200D💻", "👩\u200D💻")]
    [InlineData("=HYPERLINK(\"http://example\")", "=HYPERLINK(\"http://example\")")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    public void Is_mended_silently(string? text, string expected) =>
        Assert.Equal(new CleanedText(expected, ControlsRemoved: false), TextCleaning.Clean(text));

    [Theory]
    [InlineData("\u202Eabc", "abc")]
    [InlineData("a\u2066b\u2069c", "abc")]
    [InlineData("a\u200Fb", "ab")]
    [InlineData("a\u0000b\u001Fc\u007Fd\u0085e\u009F", "abcde")]
    [InlineData("a\vb\f", "ab")]
    [InlineData(" \u202E ", "")]
    [InlineData("И\u202E\u0306", "Й")]
    public void Loses_its_controls_with_a_warning(string text, string expected) =>
        Assert.Equal(new CleanedText(expected, ControlsRemoved: true), TextCleaning.Clean(text));

    [Fact]
    public void Loses_halves_of_surrogate_pairs_with_a_warning() =>
        Assert.Equal(new CleanedText("ab", ControlsRemoved: true), TextCleaning.Clean("a\uD83Db\uDE00"));
}
