using System.Globalization;
using ComplianceConsole.Documents.Layout;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Tests.Documents.Reports;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Xunit;

namespace ComplianceConsole.Tests.Documents.Pdf;

public sealed class PdfFormTests
{
    private static readonly CultureInfo s_kazakh = CultureInfo.GetCultureInfo("kk");

    [Fact]
    public void TheSameDocumentAtTheSameTimeIsTheSameBytes()
    {
        var document = DisclosureReport.Create(DisclosureSamples.Full(), s_kazakh);

        Assert.Equal(Pdfs.Render(document, "kk"), Pdfs.Render(document, "kk"));
    }

    [Fact]
    public void RenderersWorkSideBySide()
    {
        var document = DisclosureReport.Create(DisclosureSamples.Full(consents: 3, looks: 3), s_kazakh);
        var expected = Pdfs.Render(document, "kk");
        var drawn = new byte[24][];

        Parallel.For(0, drawn.Length, i => drawn[i] = Pdfs.Render(document, "kk"));

        Assert.All(drawn, bytes => Assert.Equal(expected, bytes));
    }

    [Fact]
    public void NothingInTheFileActsOrLeadsOut()
    {
        var syntax = Pdfs.Syntax(Pdfs.Render(DisclosureReport.Create(DisclosureSamples.Full(), s_kazakh), "kk"));

        // Proof that the syntax was really unpacked: these stand in compressed objects only.
        Assert.Contains("StructTreeRoot", syntax, StringComparison.Ordinal);
        Assert.Contains("FontDescriptor", syntax, StringComparison.Ordinal);
        foreach (var key in (string[])["JS", "JavaScript", "URI", "Launch", "OpenAction", "AA", "EmbeddedFile", "SubmitForm", "GoToR", "Annots"])
        {
            Assert.DoesNotMatch($"/?\\b{key}\\b[ ,:]", syntax);
        }
    }

    [Fact]
    public void TheFileIsUsableOnATargetThatCannotSeekAndIsLeftOpen()
    {
        using var inner = new MemoryStream();
        using var target = new ForwardOnly(inner);
        var document = Pdfs.Builder().Paragraph("text").Build();

        new HarfBuzzReportRenderer().Render(document, target, new RenderOptions { Language = s_kazakh, Clock = NodaTime.SystemClock.Instance });

        Assert.Contains("text", Pdfs.Text(inner.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void TheDocumentSaysWhatItIs()
    {
        using var pdf = PdfDocument.Open(Pdfs.Render(Pdfs.Builder("kk").Paragraph("х").Build(), "kk"));

        Assert.Equal("Title", pdf.Information.Title);
        Assert.Equal("Issuer", pdf.Information.Author);
        Assert.Equal("D:20260320093000Z", pdf.Information.CreationDate);
        Assert.Equal(1.7, pdf.Version, 1);
        Assert.True(pdf.TryGetXmpMetadata(out var xmp));
        Assert.Contains("2026-03-20T09:30:00Z", xmp.GetXDocument().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ContentIsTaggedByWhatItMeansAndMarginsAreNot()
    {
        var document = Pdfs.Builder()
            .Heading("Section")
            .Paragraph("Words")
            .Table(table => table.Column("Head").Row("Cell"))
            .Timeline([new TimelineEvent("When", "What", [])])
            .Qr("payload", "The code", "Beside")
            .Build();

        using var pdf = PdfDocument.Open(Pdfs.Render(document));
        var marked = pdf.GetPage(1).GetMarkedContents();
        Assert.Equal("Section", TextOf(marked, "H2"));
        Assert.Equal("Head", TextOf(marked, "TH"));
        Assert.Equal("Cell", TextOf(marked, "TD"));
        Assert.Equal("What", TextOf(marked, "LBody"));
        Assert.Single(marked, content => string.Equals(content.Tag, "Figure", StringComparison.Ordinal));
        Assert.Contains(marked, content => content.IsArtifact && content.Letters.Count > 0);
    }

    [Fact]
    public void HeadingsAreListedInTheOutline()
    {
        using var pdf = PdfDocument.Open(Pdfs.Render(Pdfs.Builder().Heading("One").Heading("One and a half", 2).Heading("Two").Paragraph("x").Build()));

        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        Assert.Equal(["One", "Two"], bookmarks.Roots.Select(root => root.Title), StringComparer.Ordinal);
        Assert.Equal("One and a half", Assert.Single(bookmarks.Roots[0].Children).Title);
    }

    [Fact]
    public void FontsAreCutToTheGlyphsInUse() => Assert.InRange(Pdfs.Render(Pdfs.Builder().Paragraph("a few letters").Build()).Length, 1000, 12_000);

    private static string TextOf(IReadOnlyList<MarkedContentElement> marked, string tag) =>
        string.Concat(marked.Where(content => string.Equals(content.Tag, tag, StringComparison.Ordinal)).SelectMany(content => content.Letters).Select(letter => letter.Value));

    private sealed class ForwardOnly(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
