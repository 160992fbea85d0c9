namespace ComplianceConsole.Documents.Pdf;

/// <summary>The cuts of the document face.</summary>
internal enum FontCut
{
    Regular,
    SemiBold,
    Bold,
    Italic,
}

/// <summary>
/// The fonts documents are set in, and for each cut the chain that is tried for a character: the cut itself, then the fonts
/// that know more characters. A font is loaded when the first document needs it.
/// </summary>
internal static class FontLibrary
{
    private static readonly Lazy<FontFile> s_regular = new(() => FontFile.Load("SourceSans3-Regular.ttf", "SourceSans3-Regular"));
    private static readonly Lazy<FontFile> s_semiBold = new(() => FontFile.Load("SourceSans3-SemiBold.ttf", "SourceSans3-SemiBold"));
    private static readonly Lazy<FontFile> s_bold = new(() => FontFile.Load("SourceSans3-Bold.ttf", "SourceSans3-Bold"));
    private static readonly Lazy<FontFile> s_italic = new(() => FontFile.Load("SourceSans3-Italic.ttf", "SourceSans3-Italic"));

    private static readonly Lazy<FontFile>[] s_fallback =
    [
        new(() => FontFile.Load("NotoSansArabic-Regular.ttf", "NotoSansArabic-Regular")),
        new(() => FontFile.Load("NotoEmoji-Regular.ttf", "NotoEmoji-Regular")),
    ];

    /// <summary>The font of a cut.</summary>
    public static FontFile Primary(FontCut cut) =>
        cut switch
        {
            FontCut.Regular => s_regular.Value,
            FontCut.SemiBold => s_semiBold.Value,
            FontCut.Bold => s_bold.Value,
            FontCut.Italic => s_italic.Value,
            _ => throw new ArgumentOutOfRangeException(nameof(cut), cut, message: null),
        };

    /// <summary>The first font of the cut's chain that has all the characters asked for, or none.</summary>
    public static FontFile? Find(FontCut cut, ReadOnlySpan<int> codePoints)
    {
        var primary = Primary(cut);
        if (HasAll(primary, codePoints))
        {
            return primary;
        }

        foreach (var fallback in s_fallback)
        {
            if (HasAll(fallback.Value, codePoints))
            {
                return fallback.Value;
            }
        }

        return null;
    }

    private static bool HasAll(FontFile font, ReadOnlySpan<int> codePoints)
    {
        foreach (var codePoint in codePoints)
        {
            if (!font.Has(codePoint))
            {
                return false;
            }
        }

        return true;
    }
}
