using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>The lines and grounds of a document: hairlines, one accent, nothing heavier.</summary>
internal static class Decorations
{
    /// <summary>Where the line of a timeline runs, from the left margin.</summary>
    public const double TimelineX = 132;

    private const double Hair = 0.5;

    /// <summary>A hairline at the bottom.</summary>
    public static void RuleBelow(PdfContent page, double top, double height, bool begins) =>
        page.Rectangle(Sheet.Left, top + height - Hair, Sheet.ContentWidth, Hair, Styles.Hairline);

    /// <summary>Hairlines at the top and the bottom.</summary>
    public static void RulesAround(PdfContent page, double top, double height, bool begins)
    {
        page.Rectangle(Sheet.Left, top - Hair, Sheet.ContentWidth, Hair, Styles.Hairline);
        RuleBelow(page, top, height, begins);
    }

    /// <summary>A line of ink at the bottom, under the header of a table.</summary>
    public static void StrongRuleBelow(PdfContent page, double top, double height, bool begins) =>
        page.Rectangle(Sheet.Left, top + height - 0.75, Sheet.ContentWidth, 0.75, Styles.Ink);

    /// <summary>A line of the accent at the top, between the issuer and the title.</summary>
    public static void RuleAbove(PdfContent page, double top, double height, bool begins) =>
        page.Rectangle(Sheet.Left, top, Sheet.ContentWidth, 1.25, Styles.Accent);

    /// <summary>A pale ground with a bar of the accent at its left.</summary>
    public static void Notice(PdfContent page, double top, double height, bool begins)
    {
        page.Rectangle(Sheet.Left, top, Sheet.ContentWidth, height, Styles.Tint);
        page.Rectangle(Sheet.Left, top, 2, height, Styles.Accent);
    }

    /// <summary>The line on which a signature is written.</summary>
    public static void SignatureRule(PdfContent page, double top, double height, bool begins) =>
        page.Rectangle(Sheet.Left + (Sheet.ContentWidth / 2) + 12, top + 35, (Sheet.ContentWidth / 2) - 12, 0.75, Styles.Ink);

    /// <summary>A stretch of a timeline with the mark of its event: full, or open for a time in which nothing was in force.</summary>
    public static RowDecoration TimelineMark(bool first, bool last, bool gap) =>
        (page, top, height, begins) =>
        {
            const double MarkY = 9.5;
            const double X = Sheet.Left + TimelineX;
            var from = first && begins ? top + MarkY : top;
            var to = last ? top + MarkY : top + height;
            if (to > from && !(last && !begins))
            {
                page.Rectangle(X - (Hair / 2), from, Hair, to - from, Styles.Hairline);
            }

            if (begins)
            {
                page.Disc(X, top + MarkY, 3, gap ? Styles.Pale : Styles.Accent);
            }

            if (begins && gap)
            {
                page.Disc(X, top + MarkY, 2, Styles.Paper);
            }
        };
}
