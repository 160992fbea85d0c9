using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>Draws what pages repeat: their head and their foot. For the document's structure it is decoration.</summary>
internal sealed class Margins(TextSetter setter, ReportDocument document)
{
    private const double Half = (Sheet.ContentWidth / 2) - 8;

    /// <summary>The head of every page but the first.</summary>
    public void Head(PdfContent page)
    {
        page.BeginArtifact();
        Line(page, document.Issuer, Sheet.HeadBaseline, Half, alignRight: false);
        Line(page, document.RunningHead, Sheet.HeadBaseline, Half, alignRight: true);
        page.Rectangle(Sheet.Left, Sheet.HeadBaseline + 7, Sheet.ContentWidth, 0.5, Styles.Hairline);
        page.EndMarked();
    }

    /// <summary>The foot of every page.</summary>
    public void Foot(PdfContent page, string pageOf)
    {
        page.BeginArtifact();
        page.Rectangle(Sheet.Left, Sheet.FootBaseline - 14, Sheet.ContentWidth, 0.5, Styles.Hairline);
        Line(page, document.FootNote, Sheet.FootBaseline, Sheet.ContentWidth - 110, alignRight: false);
        Line(page, pageOf, Sheet.FootBaseline, 100, alignRight: true);
        page.EndMarked();
    }

    /// <summary>One line; what does not fit in it is left out behind an ellipsis.</summary>
    private void Line(PdfContent page, string text, double baseline, double width, bool alignRight)
    {
        var style = Styles.Small;
        var lines = setter.Set(text, style, width - style.Size).Take(2).ToList();
        var ellipsis = lines.Count > 1 ? setter.Set("…", style, width).First() : null;
        var first = lines[0];
        var x = alignRight ? Sheet.Left + Sheet.ContentWidth - first.Width - (ellipsis?.Width ?? 0) : Sheet.Left;
        page.Text(first.Text, first.Start, first.End, x, baseline, style.Size, style.Color);
        if (ellipsis is not null)
        {
            page.Text(ellipsis.Text, ellipsis.Start, ellipsis.End, x + first.Width, baseline, style.Size, style.Color);
        }
    }
}
