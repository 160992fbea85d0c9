using System.Globalization;
using System.Text;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>Takes out of a text what is not to be drawn: control characters, and the marks that turn the direction of others' text.</summary>
internal static class TextCleaner
{
    /// <summary>
    /// The text in NFC, with line ends as <c>\n</c> and tabs as spaces, without other controls, soft hyphens, byte order marks
    /// and directional marks; half of a broken surrogate pair becomes U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                clean.Append('\n');
            }
            else if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control && !IsUnseen(rune.Value))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Joiners and variation selectors: they shape their neighbours and have no glyph of their own.</summary>
    public static bool ShapesNeighbours(int codePoint) =>
        codePoint is 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0020 and <= 0xE007F);

    private static bool IsUnseen(int codePoint) =>
        codePoint
            is 0xAD
                or 0x61C
                or 0x180E
                or 0x200B
                or 0x200E
                or 0x200F
                or (>= 0x2028 and <= 0x202E)
                or (>= 0x2060 and <= 0x206F)
                or 0xFEFF
                or (>= 0xFFF9 and <= 0xFFFB);

    /// <summary>Whether a character needs no care: Latin with its signs, and Cyrillic letters, are single, composed and visible.</summary>
    public static bool IsPlain(char unit) =>
        unit
            is (>= ' ' and <= '~')
                or (>= '\u00A0' and <= '\u00AC')
                or (>= '\u00AE' and <= '\u00FF')
                or (>= '\u0400' and <= '\u0482')
                or (>= '\u048A' and <= '\u052F');

    private static bool IsPlain(string text)
    {
        foreach (var unit in text)
        {
            if (!IsPlain(unit))
            {
                return false;
            }
        }

        return true;
    }
}
