using System.Collections;
using System.Globalization;
using System.Resources;
using ComplianceConsole.Documents.Layout;
using ComplianceConsole.Documents.Pdf;
using ComplianceConsole.Resources;
using Xunit;

namespace ComplianceConsole.Tests.Documents.Layout;

public sealed class TextTests
{
    [Theory]
    [InlineData("Дербес деректер субъектісі: Әлия Ғабитқызы Қуанышбекова, Үңгір көшесі, һәм ұлы І-топ — 15 000 ₸")]
    [InlineData("Отчёт о персональных данных № 5 «Ёжик» — объём 1 000 ₽")]
    [InlineData("Disclosure report: office affluent fjord, “quoted” – 25 °C, o’clock")]
    [InlineData("Žluťoučký kůň, Đặng Thị Ngọc Ánh, Γεώργιος, IJsselmeer")]
    public void TextComesOutExactlyAsItWentIn(string text) =>
        Assert.Contains(text, Pdfs.Text(Pdfs.Render(Pdfs.Builder().Paragraph(text).Build())), StringComparison.Ordinal);

    [Fact]
    public void CharactersThatShareAGlyphStayApart()
    {
        // In the face itself: hyphens, micro and mu, increment and delta, spaces; in shape alone: Latin, Cyrillic and Greek.
        const string Text = "2023-01 a\u2010b c\u2011d 5\u00A0µm μ ∆ Δ AАΑ BВΒ cс oоο pр";

        Assert.Contains(Text, Pdfs.Text(Pdfs.Render(Pdfs.Builder().Paragraph(Text).Build())), StringComparison.Ordinal);
    }

    [Fact]
    public void MarkupIsText()
    {
        const string Text = "<script>alert('1')</script> ) Tj ET (endstream) /JS \\n %";

        Assert.Contains(Text, Pdfs.Text(Pdfs.Render(Pdfs.Builder().Paragraph(Text).Build())), StringComparison.Ordinal);
    }

    [Fact]
    public void ADecomposedNameIsDrawnComposed()
    {
        var text = Pdfs.Text(Pdfs.Render(Pdfs.Builder().Paragraph("Йосиф".Normalize(System.Text.NormalizationForm.FormD)).Build()));

        Assert.Contains("Йосиф", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmojiIsDrawnByTheFontThatHasIt() =>
        Assert.Contains("Қош 😀 келдіңіз", Pdfs.Text(Pdfs.Render(Pdfs.Builder().Paragraph("Қош 😀 келдіңіз").Build(), strict: true)), StringComparison.Ordinal);

    [Fact]
    public void ArabicIsWrittenInReadingOrder() =>
        Assert.Contains("قازاق", Pdfs.Text(Pdfs.Render(Pdfs.Builder().Paragraph("Атауы: قازاق (KZ)").Build(), strict: true)), StringComparison.Ordinal);

    [Fact]
    public void ArabicWordsStandFromRightToLeft()
    {
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(Pdfs.Render(Pdfs.Builder().Paragraph("Атауы: قازاق تىلى !").Build()));
        var letters = pdf.GetPage(1).Letters;
        var first = letters.First(letter => letter.Value is "ق");
        var second = letters.First(letter => letter.Value is "ت");
        var label = letters.First(letter => letter.Value is "А");

        Assert.True(label.StartBaseLine.X < second.StartBaseLine.X);
        Assert.True(second.StartBaseLine.X < first.StartBaseLine.X);
    }

    [Fact]
    public void ACharacterNoFontHasIsDrawnAsItsCode()
    {
        var text = Pdfs.Text(Pdfs.Render(Pdfs.Builder().Paragraph("李 and \U0001E900 and \uD800!").Build()));

        Assert.Contains("[U+674E] and [U+1E900] and ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ACharacterNoFontHasIsAnErrorThatNamesItWhereTextIsStrict()
    {
        var error = Assert.Throws<AbsentGlyphException>(() => Pdfs.Render(Pdfs.Builder().Paragraph("plain 李").Build(), strict: true));

        Assert.Equal(0x674E, error.CodePoint);
        Assert.Contains("U+674E", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MarksThatTurnDirectionAndControlsAreNotDrawn()
    {
        var text = Pdfs.Text(Pdfs.Render(Pdfs.Builder().Paragraph("evil\u202Efdp.exe\u0007\u200B done\tnow").Build()));

        Assert.Contains("evilfdp.exe done now", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[U+", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ru")]
    [InlineData("kk")]
    public void EveryTextOfTheDocumentsHasItsGlyphs(string language)
    {
        using var texts = new ResourceManager(typeof(ReportText)).GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        Assert.NotNull(texts);
        var builder = Pdfs.Builder(language.Length == 0 ? "en" : language);
        foreach (DictionaryEntry text in texts)
        {
            builder.Paragraph((string)text.Value!).Paragraph((string)text.Value!, Tone.Strong);
        }

        Assert.NotEmpty(Pdfs.Render(builder.Build(), strict: true));
    }
}
