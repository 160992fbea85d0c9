using System.Runtime.InteropServices;
using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>
/// Breaks shaped text into lines: after spaces, dashes and hyphens; a word longer than a whole line breaks after a mark that
/// joins its parts (as in an address), or where the line ends.
/// </summary>
internal static class LineBreaker
{
    /// <summary>The lines of a text, at least one.</summary>
    /// <param name="text">The shaped text.</param>
    /// <param name="width">The room in thousandths of an em.</param>
    public static List<LineRange> Break(ShapedText text, double width)
    {
        var lines = new List<LineRange>();
        var start = 0;
        while (start < text.Glyphs.Length)
        {
            var line = Next(text, start, width);
            lines.Add(line);
            start = line.Next;
        }

        if (lines.Count == 0 || text.Glyphs[^1].IsLineBreak)
        {
            lines.Add(new LineRange(text.Glyphs.Length, text.Glyphs.Length, 0, text.Glyphs.Length));
        }

        return lines;
    }

    private static LineRange Next(ShapedText text, int start, double width)
    {
        var glyphs = text.Glyphs;
        var pen = 0;
        var seen = 0;
        LineRange? afterWord = null;
        LineRange? insideWord = null;
        for (var i = start; i < glyphs.Length; i++)
        {
            var glyph = glyphs[i];
            if (glyph.IsLineBreak)
            {
                return new LineRange(start, i, seen, i + 1);
            }

            var isSpace = glyph.Length > 0 && text.Text[glyph.Start] == ' ';
            if (!isSpace && pen + glyph.Advance > width && i > start)
            {
                return afterWord ?? insideWord ?? Anywhere(glyphs, start, i, pen);
            }

            pen += glyph.Advance;
            seen = isSpace ? seen : pen;
            if (i + 1 < glyphs.Length && glyphs[i + 1] is { IsLineBreak: false, Length: > 0 } next && glyph.Length > 0)
            {
                var end = new LineRange(start, i + 1, seen, i + 1);
                var last = text.Text[glyph.Start + glyph.Length - 1];
                if (EndsWord(last, text.Text[next.Start]))
                {
                    afterWord = end;
                }
                else if (JoinsParts(last))
                {
                    insideWord = end;
                }
            }
        }

        return new LineRange(start, glyphs.Length, seen, glyphs.Length);
    }

    /// <summary>Ends the line before glyph <paramref name="i"/>, or before the first of the glyphs that stand for the same character.</summary>
    private static LineRange Anywhere(ShapedGlyph[] glyphs, int start, int i, int pen)
    {
        while (i > start + 1 && glyphs[i].Length == 0)
        {
            i--;
            pen -= glyphs[i].Advance;
        }

        return new LineRange(start, i, pen, i);
    }

    private static bool EndsWord(char last, char next) =>
        last switch
        {
            ' ' => next != ' ',
            '\u2013' or '\u2014' => true,
            '-' or '\u2010' => char.IsLetter(next),
            _ => false,
        };

    private static bool JoinsParts(char last) => last is '@' or '.' or '_' or '/' or '\\' or '?' or '&' or '=' or ':' or ',' or ';' or '-' or '|' or ']';
}

/// <summary>One line of a shaped text.</summary>
/// <param name="Start">Its first glyph.</param>
/// <param name="End">One past its last; the space it ends with included, so that text taken out keeps its spaces.</param>
/// <param name="Width">How wide it looks, in thousandths of an em.</param>
/// <param name="Next">The first glyph of the next line.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LineRange(int Start, int End, int Width, int Next);
