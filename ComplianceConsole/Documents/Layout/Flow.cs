using System.Runtime.InteropServices;
using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>Something that takes room down the pages: it measures, draws what fits and hands back what does not.</summary>
internal abstract class Flow
{
    /// <summary>Space above it, but at the top of a page.</summary>
    public double GapBefore { get; init; }

    /// <summary>Whether it must stand on the page on which the next one begins.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>The least room it can begin in.</summary>
    public abstract double MinHeight { get; }

    /// <summary>Draws what fits.</summary>
    /// <param name="page">The page.</param>
    /// <param name="top">Where to begin.</param>
    /// <param name="available">The room down to the page's end.</param>
    /// <param name="force">Whether the page is empty, so that waiting for a better one is in vain.</param>
    public abstract Placed Place(PdfContent page, double top, double available, bool force);
}

/// <summary>What came of placing.</summary>
/// <param name="Height">The height that was drawn.</param>
/// <param name="Rest">What did not fit.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Placed(double Height, Flow? Rest);

/// <summary>A new page.</summary>
internal sealed class PageBreakFlow : Flow
{
    /// <inheritdoc />
    public override double MinHeight => 0;

    /// <inheritdoc />
    public override Placed Place(PdfContent page, double top, double available, bool force) => new(available, null);
}
