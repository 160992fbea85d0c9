using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>One row on its own: a paragraph or a heading.</summary>
internal sealed class RowFlow(Row row) : Flow
{
    // A single line of a paragraph is not left behind on a page, nor sent ahead to the next.
    private const int FewestLines = 2;

    /// <summary>Called with the place where the row begins.</summary>
    public Action<double>? Begins { get; init; }

    /// <inheritdoc />
    public override double MinHeight =>
        KeepWithNext || row.LineCount <= FewestLines + 1
            ? row.Height
            : row.PadTop + row.PadBottom + row.Columns.Max(column => column.Lines.Take(FewestLines).Sum(line => line.Height));

    /// <inheritdoc />
    public override Placed Place(PdfContent page, double top, double available, bool force)
    {
        var (fits, rest) = row.Split(available, force ? 1 : FewestLines);
        if (fits is null)
        {
            return new Placed(0, this);
        }

        Begins?.Invoke(top);
        fits.Draw(page, top);
        return new Placed(fits.Height, rest is null ? null : new RowFlow(rest));
    }
}
