using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>How a text is set: sizes and leading in points.</summary>
internal sealed record TextStyle(FontCut Cut, double Size, double Leading, PdfColor Color, bool Tabular = false)
{
    /// <summary>Distance from the top of a line to where its letters stand; the face's letters are two thirds of an em high.</summary>
    public double Baseline => ((Leading - Size) / 2) + (Size * 0.84);
}

/// <summary>The sheet: A4, in points.</summary>
internal static class Sheet
{
    public const double Width = 595.276;
    public const double Height = 841.89;
    public const double Left = 60;
    public const double ContentWidth = Width - (2 * Left);

    /// <summary>Where the first page begins.</summary>
    public const double FirstTop = 54;

    /// <summary>Where the other pages begin, below their running head.</summary>
    public const double Top = 76;

    /// <summary>Where pages end.</summary>
    public const double Bottom = 778;

    /// <summary>Where the running head's letters stand.</summary>
    public const double HeadBaseline = 48;

    /// <summary>Where the foot's letters stand.</summary>
    public const double FootBaseline = 806;
}

/// <summary>Colours and text styles of a document: an official form, calm, one accent.</summary>
internal static class Styles
{
    public static readonly PdfColor Ink = PdfColor.FromRgb(0x16232B);
    public static readonly PdfColor Pale = PdfColor.FromRgb(0x55646D);
    public static readonly PdfColor Accent = PdfColor.FromRgb(0x0B5B7A);
    public static readonly PdfColor Hairline = PdfColor.FromRgb(0xCFD7DC);
    public static readonly PdfColor Tint = PdfColor.FromRgb(0xEDF4F7);
    public static readonly PdfColor Paper = PdfColor.FromRgb(0xFFFFFF);

    public static readonly TextStyle Issuer = new(FontCut.SemiBold, 10.5, 14, Accent);
    public static readonly TextStyle IssuerDetails = new(FontCut.Regular, 8.5, 12, Pale);
    public static readonly TextStyle Title = new(FontCut.SemiBold, 23, 28, Ink);
    public static readonly TextStyle Addressee = new(FontCut.Regular, 11, 16, Ink);
    public static readonly TextStyle LetterTitle = new(FontCut.SemiBold, 15, 20, Ink);
    public static readonly TextStyle Subtitle = new(FontCut.Regular, 10.5, 15, Pale, Tabular: true);
    public static readonly TextStyle Body = new(FontCut.Regular, 10, 14.5, Ink);
    public static readonly TextStyle BodyStrong = new(FontCut.SemiBold, 10, 14.5, Ink);
    public static readonly TextStyle BodyMuted = new(FontCut.Regular, 8.75, 12.5, Pale);
    public static readonly TextStyle Key = new(FontCut.Regular, 9.25, 13, Pale);
    public static readonly TextStyle Small = new(FontCut.Regular, 8, 11, Pale, Tabular: true);
    public static readonly TextStyle ColumnHead = new(FontCut.SemiBold, 8.25, 11, Pale);
    public static readonly TextStyle When = new(FontCut.Regular, 8.75, 13, Pale, Tabular: true);

    private static readonly TextStyle s_cell = new(FontCut.Regular, 9.25, 13, Ink, Tabular: true);
    private static readonly TextStyle s_cellStrong = new(FontCut.SemiBold, 9.25, 13, Ink, Tabular: true);
    private static readonly TextStyle s_cellMuted = new(FontCut.Regular, 8.25, 11.5, Pale, Tabular: true);

    /// <summary>The style of a heading of level 1 to 3.</summary>
    public static TextStyle Heading(int level) =>
        level switch
        {
            1 => new(FontCut.SemiBold, 13.5, 18, Accent),
            2 => new(FontCut.SemiBold, 10.75, 15, Ink),
            _ => new(FontCut.SemiBold, 9.5, 13, Pale),
        };

    /// <summary>The space above a heading.</summary>
    public static double SpaceAboveHeading(int level) => level == 1 ? 24 : 13;

    /// <summary>The style of running text.</summary>
    public static TextStyle Paragraph(Tone tone) =>
        tone switch
        {
            Tone.Normal or Tone.Notice => Body,
            Tone.Strong => BodyStrong,
            Tone.Muted => BodyMuted,
            _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, message: null),
        };

    /// <summary>The style of a line in a cell.</summary>
    public static TextStyle Cell(Tone tone) =>
        tone switch
        {
            Tone.Normal => s_cell,
            Tone.Strong or Tone.Notice => s_cellStrong,
            Tone.Muted => s_cellMuted,
            _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, message: null),
        };
}
