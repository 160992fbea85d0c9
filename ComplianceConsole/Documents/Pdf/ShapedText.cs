namespace ComplianceConsole.Documents.Pdf;

/// <summary>One glyph of a shaped text, in reading order.</summary>
/// <param name="Font">The font it comes from; none for a line break, which has no shape.</param>
/// <param name="Id">The glyph's number in the font.</param>
/// <param name="Advance">How far the pen moves, in thousandths of an em, kerning included.</param>
/// <param name="X">Shift of the glyph to the right, in thousandths of an em.</param>
/// <param name="Y">Shift of the glyph upwards, in thousandths of an em.</param>
/// <param name="Start">Where the text it stands for starts in <see cref="ShapedText.Text"/>.</param>
/// <param name="Length">How many UTF-16 units it stands for; 0 where a glyph before it already stands for them.</param>
/// <param name="RightToLeft">Whether its neighbour in reading order stands to its left.</param>
internal readonly record struct ShapedGlyph(FontFile? Font, uint Id, int Advance, int X, int Y, int Start, int Length, bool RightToLeft)
{
    /// <summary>Whether this is a line break the text itself asks for.</summary>
    public bool IsLineBreak => Font is null;
}

/// <summary>A text turned into glyphs, before it is broken into lines.</summary>
/// <param name="Text">The text as drawn: cleaned, with substitutes in place of what no font has.</param>
/// <param name="Glyphs">Its glyphs in reading order.</param>
internal sealed record ShapedText(string Text, ShapedGlyph[] Glyphs);
