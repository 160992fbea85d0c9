using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>
/// Turns text into glyphs. Each written character is sought in the chain of fonts; a character that none has is drawn as a
/// visible substitute such as <c>[U+4E2D]</c>, so that no person's data can keep a document from being made. Text of the
/// console's own is checked with <c>strict</c>, and there an absent character is an error that names it.
/// </summary>
/// <param name="strict">Whether an absent character is an error.</param>
internal sealed class TextShaper(bool strict)
{
    // Ligatures would join several characters in one shape and so blur what is copied out of the document.
    private static readonly Feature[] s_features = [Off("liga"), Off("clig"), Off("dlig"), Off("hlig"), Off("calt")];
    private static readonly Feature[] s_tabular = [.. s_features, new Feature(Tag.Parse("tnum"), 1)];
    private static readonly Feature[] s_fallbackFeatures = [Off("dlig")];

    private readonly int[] _codePoints = new int[64];

    /// <summary>Shapes a text.</summary>
    /// <param name="text">Any text; cleaned first.</param>
    /// <param name="cut">The cut to set it in.</param>
    /// <param name="tabular">Whether figures are all of one width, for columns of dates and numbers.</param>
    /// <param name="language">The language of the text, as in <c>kk</c>; some letters differ by it.</param>
    /// <exception cref="AbsentGlyphException">Strict, and a character has no glyph.</exception>
    public ShapedText Shape(string text, FontCut cut, bool tabular, string language)
    {
        var (drawn, runs) = Itemize(TextCleaner.Clean(text), cut);
        var glyphs = new List<ShapedGlyph>(drawn.Length);
        using var buffer = new HarfBuzzSharp.Buffer();
        foreach (var run in runs)
        {
            if (run.Font is null)
            {
                glyphs.Add(new ShapedGlyph(null, 0, 0, 0, 0, run.Start, run.Length, RightToLeft: false));
                continue;
            }

            buffer.ClearContents();
            buffer.ClusterLevel = ClusterLevel.MonotoneCharacters;
            buffer.Flags = BufferFlags.RemoveDefaultIgnorables;
            buffer.AddUtf16(drawn.AsSpan(run.Start, run.Length));
            buffer.GuessSegmentProperties();
            buffer.Direction = run.RightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
            buffer.Language = new Language(language);
            var primary = run.Font == FontLibrary.Primary(cut);
            run.Font.Font.Shape(buffer, primary ? (tabular ? s_tabular : s_features) : s_fallbackFeatures);
            Collect(buffer, run, run.Font, glyphs);
        }

        return new ShapedText(drawn, [.. glyphs]);
    }

    private static void Collect(HarfBuzzSharp.Buffer buffer, Run run, FontFile font, List<ShapedGlyph> glyphs)
    {
        var infos = buffer.GetGlyphInfoSpan();
        var positions = buffer.GetGlyphPositionSpan();
        var scale = 1000.0 / font.UnitsPerEm;
        var end = run.Length;
        var first = glyphs.Count;

        // From the last character to the first: a glyph stands for the text up to where the one after it starts.
        for (var step = 0; step < infos.Length; step++)
        {
            var i = run.RightToLeft ? step : infos.Length - 1 - step;
            var before = run.RightToLeft ? i + 1 : i - 1;
            var cluster = (int)infos[i].Cluster;
            var standsFor = before >= 0 && before < infos.Length && infos[before].Cluster == cluster ? 0 : end - cluster;
            var position = positions[i];
            glyphs.Add(
                new ShapedGlyph(
                    font,
                    infos[i].Codepoint,
                    PerMille(position.XAdvance, scale),
                    PerMille(position.XOffset, scale),
                    PerMille(position.YOffset, scale),
                    run.Start + cluster,
                    standsFor,
                    run.RightToLeft));
            if (standsFor > 0)
            {
                end = cluster;
            }
        }

        glyphs.Reverse(first, glyphs.Count - first);
    }

    private (string Text, List<Run> Runs) Itemize(string text, FontCut cut)
    {
        var drawn = new StringBuilder(text.Length);
        var runs = new List<Run>();
        for (var start = 0; start < text.Length; )
        {
            var alone = start + 1 < text.Length && TextCleaner.IsPlain(text[start]) && TextCleaner.IsPlain(text[start + 1]);
            var length = alone ? 1 : StringInfo.GetNextTextElementLength(text, start);
            Append(text.AsSpan(start, length), cut, drawn, runs);
            start += length;
        }

        return (drawn.ToString(), Direct(runs));
    }

    private void Append(ReadOnlySpan<char> element, FontCut cut, StringBuilder drawn, List<Run> runs)
    {
        if (element is "\n")
        {
            Extend(runs, null, drawn.Length, 1, Strength.Neutral);
            drawn.Append('\n');
            return;
        }

        var count = 0;
        var strength = Strength.Neutral;
        foreach (var rune in element.EnumerateRunes())
        {
            strength = strength == Strength.Neutral ? StrengthOf(rune) : strength;
            if (!TextCleaner.ShapesNeighbours(rune.Value) && count < _codePoints.Length)
            {
                _codePoints[count++] = rune.Value;
            }
        }

        if (FontLibrary.Find(cut, _codePoints.AsSpan(0, count)) is { } font)
        {
            Extend(runs, font, drawn.Length, element.Length, strength);
            drawn.Append(element);
            return;
        }

        AppendOneByOne(element, cut, drawn, runs);
    }

    private void AppendOneByOne(ReadOnlySpan<char> element, FontCut cut, StringBuilder drawn, List<Run> runs)
    {
        foreach (var rune in element.EnumerateRunes())
        {
            var font = FontLibrary.Find(cut, [rune.Value]);
            if (font is null && TextCleaner.ShapesNeighbours(rune.Value))
            {
                continue;
            }

            if (font is null && strict)
            {
                throw new AbsentGlyphException(rune.Value);
            }

            var shown = font is null ? string.Create(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]") : rune.ToString();
            Extend(runs, font ?? FontLibrary.Primary(cut), drawn.Length, shown.Length, font is null ? Strength.Left : StrengthOf(rune));
            drawn.Append(shown);
        }
    }

    private static void Extend(List<Run> runs, FontFile? font, int start, int length, Strength strength)
    {
        if (font is not null && runs.Count > 0 && runs[^1] is { Font: { } last } run && last == font && run.Strength == strength)
        {
            runs[^1] = run with { Length = run.Length + length };
            return;
        }

        runs.Add(new Run(font, start, length, strength, RightToLeft: false));
    }

    /// <summary>
    /// Settles directions: a run is right to left if its letters are, or if it is neutral and stands between two that are;
    /// neighbours of one font and direction are joined again.
    /// </summary>
    private static List<Run> Direct(List<Run> runs)
    {
        var directed = new List<Run>(runs.Count);
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            var between = run.Strength == Strength.Neutral && i > 0 && i + 1 < runs.Count && directed[^1].RightToLeft && runs[i + 1].Strength == Strength.Right;
            run = run with { RightToLeft = run.Font is not null && (run.Strength == Strength.Right || between) };
            if (run.Font is not null && directed.Count > 0 && directed[^1].Font == run.Font && directed[^1].RightToLeft == run.RightToLeft)
            {
                directed[^1] = directed[^1] with { Length = directed[^1].Length + run.Length };
            }
            else
            {
                directed.Add(run);
            }
        }

        return directed;
    }

    private static Strength StrengthOf(Rune rune) =>
        rune.Value switch
        {
            (>= 0x590 and <= 0x65F) or (>= 0x66D and <= 0x6EF) or (>= 0x6FA and <= 0x8FF) => Strength.Right,
            (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) => Strength.Right,
            _ => Rune.IsLetterOrDigit(rune) ? Strength.Left : Strength.Neutral,
        };

    private static int PerMille(int units, double scale) => (int)Math.Round(units * scale, MidpointRounding.AwayFromZero);

    private static Feature Off(string tag) => new(Tag.Parse(tag), 0);

    private enum Strength
    {
        Neutral,
        Left,
        Right,
    }

    private readonly record struct Run(FontFile? Font, int Start, int Length, Strength Strength, bool RightToLeft);
}
