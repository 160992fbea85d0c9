using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>A line ready to be drawn.</summary>
internal sealed record TextLine(ShapedText Text, int Start, int End, double Width, TextStyle Style, double GapBefore)
{
    /// <summary>The height it takes, in points.</summary>
    public double Height => GapBefore + Style.Leading;
}

/// <summary>Sets text in lines of a given width.</summary>
internal sealed class TextSetter(TextShaper shaper, string language)
{
    /// <summary>Breaks a text into lines.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="style">How to set it.</param>
    /// <param name="width">The room in points.</param>
    /// <param name="gapBefore">Space above the first line.</param>
    /// <param name="textLanguage">Its language where it is not the document's.</param>
    public IEnumerable<TextLine> Set(string text, TextStyle style, double width, double gapBefore = 0, string? textLanguage = null)
    {
        var shaped = shaper.Shape(text, style.Cut, style.Tabular, textLanguage ?? language);
        var gap = gapBefore;
        foreach (var line in LineBreaker.Break(shaped, width * 1000 / style.Size))
        {
            yield return new TextLine(shaped, line.Start, line.End, line.Width * style.Size / 1000, style, gap);
            gap = 0;
        }
    }

    /// <summary>Breaks the lines of a cell.</summary>
    public List<TextLine> Set(Cell cell, double width) =>
        [.. cell.Lines.SelectMany((line, index) => Set(line.Text, Styles.Cell(line.Tone), width, index == 0 ? 0 : 1.5))];
}
