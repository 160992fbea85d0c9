using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>
/// Rows under each other, below a header that is repeated on every page they reach. A row stays whole unless it is taller
/// than a page. Rows are made when their turn comes, so that a long table takes no more memory than a short one.
/// </summary>
internal sealed class RowsFlow : Flow
{
    private const double PageHeight = Sheet.Bottom - Sheet.Top;

    private readonly Func<bool, Row>? _header;
    private readonly IEnumerator<Row> _rows;
    private readonly bool _continued;
    private Row? _current;

    /// <summary>Begins a list of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="header">Makes the header; told whether it is a repetition, which is no content but decoration.</param>
    public RowsFlow(IEnumerable<Row> rows, Func<bool, Row>? header = null)
        : this(rows.GetEnumerator(), header, continued: false) => Advance();

    private RowsFlow(IEnumerator<Row> rows, Func<bool, Row>? header, bool continued)
    {
        _rows = rows;
        _header = header;
        _continued = continued;
    }

    /// <inheritdoc />
    public override double MinHeight
    {
        get
        {
            // A row that no page can hold whole is not waited for: a few lines of it are enough to begin with.
            const double FewLines = 60;
            var header = _header?.Invoke(arg: true).Height ?? 0;
            var row = _current?.Height ?? 0;
            return header + (header + row > PageHeight ? FewLines : row);
        }
    }

    /// <inheritdoc />
    public override Placed Place(PdfContent page, double top, double available, bool force)
    {
        var used = 0.0;
        if (!force && available < MinHeight)
        {
            return new Placed(0, this);
        }

        if (_header?.Invoke(_continued) is { } header)
        {
            header.Draw(page, top);
            used = header.Height;
        }

        for (var first = true; _current is { } row; first = false)
        {
            var mayBreak = first && (force || used + row.Height > PageHeight);
            var (fits, rest) = mayBreak || row.Height <= available - used ? row.Split(available - used) : (null, row);
            if (fits is not null)
            {
                fits.Draw(page, top + used);
                used += fits.Height;
            }

            if (rest is not null)
            {
                return new Placed(used, new RowsFlow(_rows, _header, continued: true) { _current = rest });
            }

            Advance();
        }

        return new Placed(used, null);
    }

    private void Advance() => _current = _rows.MoveNext() ? _rows.Current : null;
}
