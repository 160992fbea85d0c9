using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ComplianceConsole.Commands.Residue;

/// <summary>What the glyphs of one font of a PDF file mean, as its map to Unicode says.</summary>
internal sealed partial class PdfGlyphMap
{
    private readonly Dictionary<int, string> _letters = [];

    /// <summary>The map that a stream holds; null where it holds none.</summary>
    public static PdfGlyphMap? Of(byte[] stream)
    {
        if (stream.AsSpan().IndexOf("begincmap"u8) < 0)
        {
            return null;
        }

        var map = new PdfGlyphMap();
        var text = Encoding.Latin1.GetString(stream);
        foreach (Match part in Characters().Matches(text))
        {
            foreach (Match pair in Pair().Matches(part.Value))
            {
                map._letters[Number(pair.Groups["from"].Value)] = Letters(pair.Groups["text"].Value);
            }
        }

        foreach (Match part in Ranges().Matches(text))
        {
            foreach (Match range in Range().Matches(part.Value))
            {
                map.AddRange(Number(range.Groups["from"].Value), Number(range.Groups["to"].Value), Letters(range.Groups["text"].Value));
            }
        }

        return map;
    }

    /// <summary>Whether a stream draws text by the numbers of its glyphs.</summary>
    public static bool Draws(byte[] stream) =>
        stream.AsSpan().IndexOf("BT"u8) >= 0 && (stream.AsSpan().IndexOf("TJ"u8) >= 0 || stream.AsSpan().IndexOf("Tj"u8) >= 0);

    /// <summary>The text a stream draws, as far as it is drawn in this font; what each operator draws on a line of its own.</summary>
    public string TextOf(byte[] stream)
    {
        var drawn = new StringBuilder();
        foreach (Match operation in Shown().Matches(Encoding.Latin1.GetString(stream)))
        {
            foreach (Match glyphs in HexText().Matches(operation.Value))
            {
                var hex = Blank().Replace(glyphs.Groups["glyphs"].Value, "");
                for (var i = 0; i + 4 <= hex.Length; i += 4)
                {
                    drawn.Append(_letters.GetValueOrDefault(Number(hex.Substring(i, 4)), ""));
                }
            }

            drawn.Append('\n');
        }

        return drawn.ToString();
    }

    private void AddRange(int from, int to, string first)
    {
        for (var glyph = from; glyph <= to && first.Length > 0; glyph++)
        {
            _letters[glyph] = string.Concat(first[..^1], (char)(first[^1] + glyph - from));
        }
    }

    private static int Number(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Letters(string hex) =>
        hex.Length % 4 == 0 ? Encoding.BigEndianUnicode.GetString(Convert.FromHexString(hex)) : "";

    [GeneratedRegex("beginbfchar.*?endbfchar", RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Characters();

    [GeneratedRegex("beginbfrange.*?endbfrange", RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Ranges();

    [GeneratedRegex(@"<(?<from>[0-9A-Fa-f]{1,4})>\s*<(?<text>[0-9A-Fa-f]+)>", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"<(?<from>[0-9A-Fa-f]{1,4})>\s*<(?<to>[0-9A-Fa-f]{1,4})>\s*<(?<text>[0-9A-Fa-f]+)>", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Range();

    [GeneratedRegex(@"\[[^\]]*\]\s*TJ|<[0-9A-Fa-f\s]*>\s*Tj", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Shown();

    [GeneratedRegex(@"<(?<glyphs>[0-9A-Fa-f\s]*)>", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex HexText();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Blank();
}
