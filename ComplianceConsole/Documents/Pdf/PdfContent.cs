namespace ComplianceConsole.Documents.Pdf;

/// <summary>
/// What is drawn on one page. Lengths are in points; x runs from the left edge, y from the top edge downwards, as a page is
/// read.
/// </summary>
internal sealed class PdfContent
{
    private readonly PdfBuffer _operators = new();
    private readonly PdfFonts _fonts;
    private readonly double _height;
    private readonly int _page;
    private PdfColor? _fill;

    /// <summary>Starts the content of a page.</summary>
    /// <param name="fonts">The document's fonts.</param>
    /// <param name="pageHeight">In points.</param>
    /// <param name="page">The page, counted from 0.</param>
    public PdfContent(PdfFonts fonts, double pageHeight, int page)
    {
        _fonts = fonts;
        _height = pageHeight;
        _page = page;
    }

    /// <summary>The operators written so far.</summary>
    public ReadOnlySpan<byte> Operators => _operators.Written;

    /// <summary>The elements of the document's structure that have content here, by the number of that content.</summary>
    public List<StructNode> Marked { get; } = [];

    /// <summary>Fills a rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, PdfColor color)
    {
        Fill(color);
        _operators.Add(x).Add(" ").Add(_height - y - height).Add(" ").Add(width).Add(" ").Add(height).Add(" re f\n");
    }

    /// <summary>Fills a set of squares of one size as one shape, so that no seams show between neighbours.</summary>
    public void Squares(IEnumerable<(double X, double Y)> corners, double size, PdfColor color)
    {
        Fill(color);
        foreach (var (x, y) in corners)
        {
            _operators.Add(x).Add(" ").Add(_height - y - size).Add(" ").Add(size).Add(" ").Add(size).Add(" re\n");
        }

        _operators.Add("f\n");
    }

    /// <summary>Fills a circle, drawn as four curves.</summary>
    public void Disc(double x, double y, double radius, PdfColor color)
    {
        const double Bend = 0.5523;
        var (r, b, cy) = (radius, radius * Bend, _height - y);
        Fill(color);
        Point(x + r, cy).Add("m ");
        Curve((x + r, cy + b), (x + b, cy + r), (x, cy + r));
        Curve((x - b, cy + r), (x - r, cy + b), (x - r, cy));
        Curve((x - r, cy - b), (x - b, cy - r), (x, cy - r));
        Curve((x + b, cy - r), (x + r, cy - b), (x + r, cy));
        _operators.Add("f\n");
    }

    /// <summary>Draws a stretch of a shaped text on one line.</summary>
    /// <param name="text">The shaped text.</param>
    /// <param name="start">The first glyph to draw.</param>
    /// <param name="end">One past the last.</param>
    /// <param name="x">Where the line starts.</param>
    /// <param name="baseline">Where its letters stand.</param>
    /// <param name="size">The size of the letters.</param>
    /// <param name="color">Their colour.</param>
    public void Text(ShapedText text, int start, int end, double x, double baseline, double size, PdfColor color)
    {
        if (start == end)
        {
            return;
        }

        Fill(color);
        _operators.Add("BT\n");
        for (var i = start; i < end; )
        {
            var stop = i + 1;
            while (stop < end && Belong(text.Glyphs[i], text.Glyphs[stop]))
            {
                stop++;
            }

            var width = 0;
            for (var each = i; each < stop; each++)
            {
                width += text.Glyphs[each].Advance;
            }

            if (text.Glyphs[i].RightToLeft)
            {
                RightToLeft(text, i, stop, x, width, baseline, size);
            }
            else if (text.Glyphs[i].Font is { } font)
            {
                LeftToRight(text, i, stop, Select(font, size), x, baseline, size);
            }

            x += width * size / 1000;
            i = stop;
        }

        _operators.Add("ET\n");
    }

    /// <summary>Opens a stretch of content that has a meaning in the document's structure.</summary>
    public void BeginTagged(StructNode node)
    {
        node.AddContent(_page, Marked.Count);
        _operators.Add("/").Add(node.Type).Add(" << /MCID ").Add(Marked.Count).Add(" >> BDC\n");
        Marked.Add(node);
    }

    /// <summary>Opens a stretch of content that only decorates the page.</summary>
    public void BeginArtifact() => _operators.Add("/Artifact BMC\n");

    /// <summary>Closes what was opened last.</summary>
    public void EndMarked() => _operators.Add("EMC\n");

    /// <summary>Whether two glyphs are placed together: what reads from the right is, across fonts.</summary>
    private static bool Belong(ShapedGlyph first, ShapedGlyph next) =>
        first.RightToLeft ? next.RightToLeft : !next.RightToLeft && next.Font == first.Font;

    private PdfFont Select(FontFile file, double size)
    {
        var font = _fonts.Use(file);
        _operators.Add("/").Add(font.ResourceName).Add(" ").Add(size).Add(" Tf\n");
        return font;
    }

    private void LeftToRight(ShapedText text, int start, int end, PdfFont font, double x, double baseline, double size)
    {
        Place(x, baseline);
        _operators.Add("[<");
        var rise = 0;
        for (var i = start; i < end; i++)
        {
            var glyph = text.Glyphs[i];
            if (glyph.Y != rise)
            {
                rise = glyph.Y;
                _operators.Add(">] TJ ").Add(rise * size / 1000).Add(" Ts [<");
            }

            Shift(glyph.X);
            _operators.Hex(Code(font, text, glyph));
            Shift(glyph.Advance - font.File.Advance(glyph.Id) - glyph.X);
        }

        _operators.Add(">] TJ\n");
        if (rise != 0)
        {
            _operators.Add("0 Ts\n");
        }
    }

    /// <summary>Each glyph in its own place, from the right, written in reading order, so that the text is taken out in that order.</summary>
    private void RightToLeft(ShapedText text, int start, int end, double x, int width, double baseline, double size)
    {
        var pen = width;
        PdfFont? font = null;
        for (var i = start; i < end; i++)
        {
            var glyph = text.Glyphs[i];
            if (glyph.Font is null)
            {
                continue;
            }

            font = font?.File == glyph.Font ? font : Select(glyph.Font, size);
            pen -= glyph.Advance;
            Place(x + ((pen + glyph.X) * size / 1000), baseline - (glyph.Y * size / 1000));
            _operators.Add("<").Hex(Code(font, text, glyph)).Add("> Tj\n");
        }
    }

    private static ushort Code(PdfFont font, ShapedText text, ShapedGlyph glyph) =>
        font.Code(glyph.Id, text.Text.AsSpan(glyph.Start, glyph.Length));

    private void Place(double x, double baseline) =>
        _operators.Add("1 0 0 1 ").Add(x).Add(" ").Add(_height - baseline).Add(" Tm ");

    /// <summary>Moves the pen to the right inside a run; the operator counts to the left.</summary>
    private void Shift(int perMille)
    {
        if (perMille != 0)
        {
            _operators.Add("> ").Add(-perMille).Add(" <");
        }
    }

    private void Fill(PdfColor color)
    {
        if (_fill == color)
        {
            return;
        }

        _fill = color;
        _operators.Add(color.Red / 255.0).Add(" ").Add(color.Green / 255.0).Add(" ").Add(color.Blue / 255.0).Add(" rg\n");
    }

    private PdfBuffer Point(double x, double y) => _operators.Add(x).Add(" ").Add(y).Add(" ");

    private void Curve((double X, double Y) first, (double X, double Y) second, (double X, double Y) end)
    {
        Point(first.X, first.Y);
        Point(second.X, second.Y);
        Point(end.X, end.Y).Add("c\n");
    }
}
