using System.Globalization;
using ComplianceConsole.Documents.Layout;
using UglyToad.PdfPig;
using Xunit;

namespace ComplianceConsole.Tests.Documents.Layout;

public sealed class PaginationTests
{
    [Fact]
    public void ATableOfTwoHundredRowsRepeatsItsHeaderAndLosesNoRow()
    {
        var document = Pdfs.Builder().Table(table => table.Column("Column head").Column("Other").Rows(Enumerable.Range(0, 200), i => [Row(i), "x"])).Build();
        var pages = Pdfs.Pages(Pdfs.Render(document));

        Assert.Equal(7, pages.Length);
        Assert.All(pages, page => Assert.Equal(1, Pdfs.Count(page, "Column head")));
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(1, pages.Sum(page => Pdfs.Count(page, Row(i)))));

        static string Row(int i) => string.Create(CultureInfo.InvariantCulture, $"row-{i:000};");
    }

    [Fact]
    public void PagesSayWhichTheyAreInTheReadersLanguage()
    {
        var document = Pdfs.Builder("kk").Paragraph("1").PageBreak().Paragraph("2").Build();

        Assert.Collection(
            Pdfs.Pages(Pdfs.Render(document, "kk")),
            first => Assert.Contains("2 беттің 1-беті", first, StringComparison.Ordinal),
            second => Assert.Contains("2 беттің 2-беті", second, StringComparison.Ordinal));
        Assert.Contains("Page 1 of 2", Pdfs.Text(Pdfs.Render(document, "en")), StringComparison.Ordinal);
        Assert.Contains("Страница 2 из 2", Pdfs.Text(Pdfs.Render(document, "ru")), StringComparison.Ordinal);
    }

    [Fact]
    public void TheRunningHeadStandsOnEveryPageButTheFirst()
    {
        var pages = Pdfs.Pages(Pdfs.Render(Pdfs.Builder().Paragraph("1").PageBreak().Paragraph("2").PageBreak().Paragraph("3").Build()));

        Assert.Equal([0, 1, 1], pages.Select(page => Pdfs.Count(page, "Running head")));
        Assert.Equal([1, 1, 1], pages.Select(page => Pdfs.Count(page, "Foot note")));
    }

    [Fact]
    public void AHeadingIsNeverLeftAloneAtTheFootOfAPage()
    {
        // Each length of the text before puts the heading at another height, among them the last of the page.
        for (var lines = 30; lines < 52; lines++)
        {
            var builder = Pdfs.Builder().Paragraph(string.Join('\n', Enumerable.Repeat("line", lines)));
            var document = builder.Heading("Lonely").Heading("Lower", 2).Table(table => table.Column("Head").Row("First row")).Build();
            var pages = Pdfs.Pages(Pdfs.Render(document));

            var page = Assert.Single(pages, text => text.Contains("Lonely", StringComparison.Ordinal));
            Assert.Contains("Lower", page, StringComparison.Ordinal);
            Assert.Contains("First row", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ASignatureIsNeverLeftAloneOnAPage()
    {
        for (var lines = 20; lines < 52; lines++)
        {
            var builder = Pdfs.Builder().Paragraph(string.Join('\n', Enumerable.Repeat("line", lines)));
            var document = builder.Heading("State").Paragraph("Words of the code").Qr("payload", "code", "Beside the code")
                .Heading("Signature").Paragraph("To be signed by hand", Tone.Notice).SignatureLine("Role", "Name", "signature, date").Build();
            var pages = Pdfs.Pages(Pdfs.Render(document));

            var page = Assert.Single(pages, text => text.Contains("signature, date", StringComparison.Ordinal));
            Assert.Contains("To be signed by hand", page, StringComparison.Ordinal);
            Assert.Contains("Beside the code", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ALongWordBreaksInsideItsColumn()
    {
        var word = string.Concat(Enumerable.Repeat("абвгдежзик", 30));
        var pdf = Pdfs.Render(Pdfs.Builder().Table(table => table.Column("A").Column("B").Row(word, "neighbour")).Build());

        using var document = PdfDocument.Open(pdf);
        var page = document.GetPage(1);
        var letters = page.Letters.Where(letter => char.IsBetween(letter.Value[0], 'а', 'я')).ToList();
        Assert.Equal(word.Length, letters.Count);
        Assert.All(letters, letter => Assert.InRange(letter.BoundingBox.Right, 60, 60 + (475.3 / 2)));
        Assert.Contains(word, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAddressBreaksWhereItsPartsJoin()
    {
        const string Address = "a.rather.long.name.of.somebody@subdomain.organisation.example";
        var pdf = Pdfs.Render(Pdfs.Builder().Table(table => table.Column("A", 1).Column("B", 3).Row(Address, "x")).Build());

        using var document = PdfDocument.Open(pdf);
        var lines = document.GetPage(1).Letters.Where(letter => letter.BoundingBox.Left < 175).GroupBy(letter => Math.Round(letter.StartBaseLine.Y));
        var texts = lines.Select(line => string.Concat(line.Select(letter => letter.Value))).ToList();
        var parts = texts.Where(text => Address.Contains(text, StringComparison.Ordinal)).ToList();
        Assert.True(parts.Count > 1);
        Assert.Equal(Address, string.Concat(parts));
        Assert.All(parts.SkipLast(1), part => Assert.True(part[^1] is '.' or '@'));
    }

    [Fact]
    public void ARowTallerThanAPageGoesOnOnTheNext()
    {
        var text = string.Join(' ', Enumerable.Range(0, 3000).Select(i => string.Create(CultureInfo.InvariantCulture, $"w{i}")));
        var pages = Pdfs.Pages(Pdfs.Render(Pdfs.Builder().Table(table => table.Column("A").Column("B").Row("short", text).Row("after", "it")).Build()));

        Assert.True(pages.Length > 2);
        Assert.Contains("after", pages[^1], StringComparison.Ordinal);
        var drawn = string.Join(' ', pages);
        Assert.All(Enumerable.Range(0, 3000), i => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"w{i}"), drawn, StringComparison.Ordinal));
    }

    [Fact]
    public void NoLetterLeavesThePaper()
    {
        var document = Pdfs.Builder()
            .Paragraph(string.Concat(Enumerable.Repeat("long text, ", 900)))
            .KeyValues(rows => rows.Row(new string('k', 200), new string('v', 900)))
            .Timeline(Enumerable.Range(0, 60).Select(i => new TimelineEvent("when", new string('e', 300), ["detail"], i % 2 == 0)))
            .SignatureLine("role", new string('n', 300), "caption")
            .Qr("payload", "alternative", new string('q', 400))
            .Build();

        using var pdf = PdfDocument.Open(Pdfs.Render(document));
        foreach (var letter in pdf.GetPages().SelectMany(page => page.Letters))
        {
            Assert.InRange(letter.StartBaseLine.X, 59, 537);
            Assert.InRange(letter.EndBaseLine.X, 59, 545);
            Assert.InRange(letter.StartBaseLine.Y, 30, 800);
        }
    }
}
