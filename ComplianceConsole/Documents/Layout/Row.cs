using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>Lines that stand below each other, in a place of a row.</summary>
/// <param name="X">Where they start, from the left margin.</param>
/// <param name="Width">Their room.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Node">What they are in the document's structure.</param>
/// <param name="AlignRight">Whether they end at the right of their room.</param>
internal sealed record TextColumn(double X, double Width, IReadOnlyList<TextLine> Lines, StructNode? Node, bool AlignRight = false)
{
    /// <summary>The height of all lines.</summary>
    public double Height => Lines.Sum(line => line.Height);
}

/// <summary>What is drawn around the text of a row.</summary>
/// <param name="page">The page.</param>
/// <param name="top">The row's top.</param>
/// <param name="height">Its height on this page.</param>
/// <param name="begins">Whether the row begins on this page.</param>
internal delegate void RowDecoration(PdfContent page, double top, double height, bool begins);

/// <summary>Columns of text side by side, the smallest thing that is laid out: a paragraph, a heading, a row of a table.</summary>
internal sealed record Row(IReadOnlyList<TextColumn> Columns)
{
    /// <summary>Space between the row's top and its text.</summary>
    public double PadTop { get; init; }

    /// <summary>Space between its text and its bottom.</summary>
    public double PadBottom { get; init; }

    /// <summary>What is drawn around it.</summary>
    public RowDecoration? Decoration { get; init; }

    /// <summary>Whether its beginning was drawn on a page before.</summary>
    public bool Continued { get; init; }

    /// <summary>Its whole height.</summary>
    public double Height => PadTop + Columns.Max(column => column.Height) + PadBottom;

    /// <summary>How many lines its longest column has.</summary>
    public int LineCount => Columns.Max(column => column.Lines.Count);

    /// <summary>
    /// Divides the row: what fits in the room, and the rest. Either may be nothing.
    /// </summary>
    /// <param name="available">The room in points.</param>
    /// <param name="fewest">A column that does not end here leaves and takes at least so many lines, if it can.</param>
    public (Row? Fits, Row? Left) Split(double available, int fewest = 1)
    {
        if (Height <= available)
        {
            return (this, null);
        }

        var counts = Columns.Select(column => Fitting(column, available - PadTop - PadBottom, fewest)).ToArray();
        if (counts.All(count => count == 0))
        {
            return (null, this);
        }

        var fits = this with { Columns = [.. Columns.Select((column, i) => column with { Lines = [.. column.Lines.Take(counts[i])] })] };
        var rest = this with { Columns = [.. Columns.Select((column, i) => column with { Lines = [.. column.Lines.Skip(counts[i])] })], Continued = true };
        return (fits, rest);
    }

    /// <summary>Draws the row whole.</summary>
    public void Draw(PdfContent page, double top)
    {
        if (Decoration is not null)
        {
            page.BeginArtifact();
            Decoration(page, top, Height, !Continued);
            page.EndMarked();
        }

        foreach (var column in Columns)
        {
            Draw(page, column, top + PadTop);
        }
    }

    private static void Draw(PdfContent page, TextColumn column, double top)
    {
        if (column.Lines.Count == 0)
        {
            return;
        }

        if (column.Node is null)
        {
            page.BeginArtifact();
        }
        else
        {
            page.BeginTagged(column.Node);
        }

        foreach (var line in column.Lines)
        {
            var x = Sheet.Left + column.X + (column.AlignRight ? column.Width - line.Width : 0);
            page.Text(line.Text, line.Start, line.End, x, top + line.GapBefore + line.Style.Baseline, line.Style.Size, line.Style.Color);
            top += line.Height;
        }

        page.EndMarked();
    }

    private static int Fitting(TextColumn column, double available, int fewest)
    {
        var count = 0;
        foreach (var line in column.Lines)
        {
            available -= line.Height;
            if (available < 0)
            {
                break;
            }

            count++;
        }

        var left = column.Lines.Count - count;
        if (left > 0 && left < fewest)
        {
            count -= fewest - left;
        }

        return left > 0 && count < fewest ? 0 : count;
    }
}
