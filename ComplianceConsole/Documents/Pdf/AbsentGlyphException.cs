using System.Globalization;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>A text that was to be drawn strictly has a character that no font of the documents has.</summary>
public sealed class AbsentGlyphException : Exception
{
    /// <summary>Names the character.</summary>
    /// <param name="codePoint">Its Unicode code point.</param>
    public AbsentGlyphException(int codePoint)
        : base(string.Create(CultureInfo.InvariantCulture, $"No font of the documents has the character U+{codePoint:X4}.")) =>
        CodePoint = codePoint;

    /// <summary>The Unicode code point of the character.</summary>
    public int CodePoint { get; }
}
