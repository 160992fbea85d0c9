using System.Globalization;
using ComplianceConsole.Documents.Pdf;
using NodaTime;

namespace ComplianceConsole.Documents.Layout;

/// <summary>Turns a document into a file. The only seam between what a document says and the engine that draws it.</summary>
public interface IReportRenderer
{
    /// <summary>
    /// Writes the document as a PDF. The same document, options and time give the same bytes. Text of people's data never
    /// makes it fail: what no font has is drawn as its code, such as <c>[U+4E2D]</c>.
    /// </summary>
    /// <param name="document">What to draw.</param>
    /// <param name="target">Takes the file; need not seek, must accept synchronous writes, is left open.</param>
    /// <param name="options">The language of the margins and the time.</param>
    /// <returns>How many pages it has.</returns>
    /// <exception cref="AbsentGlyphException">Only with <see cref="RenderOptions.Strict"/>.</exception>
    int Render(ReportDocument document, Stream target, RenderOptions options);
}

/// <summary>What a rendering depends on besides the document.</summary>
public sealed record RenderOptions
{
    /// <summary>The language of "page x of y" and of the file: the reader's.</summary>
    public required CultureInfo Language { get; init; }

    /// <summary>Asked once for the time the file states as its own.</summary>
    public required IClock Clock { get; init; }

    /// <summary>Whether a character that no font has is an error rather than drawn as its code; for texts of the console's own.</summary>
    public bool Strict { get; init; }
}
