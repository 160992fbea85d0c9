using MudBlazor;

namespace ComplianceConsole.Components.Look;

/// <summary>The console's theme for MudBlazor. The same colours stand as variables in <c>css/app.css</c>; a test holds them together.</summary>
public static class ConsoleTheme
{
    /// <summary>The accent on paper.</summary>
    public const string Accent = "#0B5B7A";

    /// <summary>The accent on near-black blue: a lighter tint of the same hue.</summary>
    public const string AccentOnDark = "#82C8E2";

    private static readonly string[] s_font = ["Source Sans 3", "Source Sans Pro", "system-ui", "sans-serif"];

    /// <summary>Light and dark.</summary>
    public static readonly MudTheme Value = new()
    {
        PaletteLight = Light(),
        PaletteDark = Dark(),
        Typography = Type(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "4px" },
        Shadows = Flat(),
    };

    private static PaletteLight Light() => new()
    {
        Primary = Accent,
        PrimaryContrastText = "#FFFFFF",
        Secondary = "#4A5862",
        SecondaryContrastText = "#FFFFFF",
        Tertiary = "#4A5862",
        TertiaryContrastText = "#FFFFFF",
        Info = "#0B5B7A",
        Success = "#1A6638",
        Warning = "#855000",
        Error = "#A3191C",
        Dark = "#18222A",
        TextPrimary = "#18222A",
        TextSecondary = "#4A5862",
        TextDisabled = "#6A7780",
        ActionDefault = "#4A5862",
        ActionDisabled = "#6A7780",
        ActionDisabledBackground = "#E6EBEE",
        Background = "#FFFFFF",
        BackgroundGray = "#F5F7F8",
        Surface = "#FFFFFF",
        DrawerBackground = "#F5F7F8",
        DrawerText = "#18222A",
        DrawerIcon = "#4A5862",
        AppbarBackground = "#FFFFFF",
        AppbarText = "#18222A",
        LinesDefault = "#D8DFE3",
        LinesInputs = "#77848D",
        Divider = "#D8DFE3",
        DividerLight = "#E6EBEE",
        TableLines = "#D8DFE3",
        TableHover = "#F5F7F8",
        TableStriped = "#F5F7F8",
        Skeleton = "#E6EBEE",
        OverlayDark = "rgba(16,24,30,0.45)",
        HoverOpacity = 0.06,
    };

    private static PaletteDark Dark() => new()
    {
        Primary = AccentOnDark,
        PrimaryContrastText = "#06202B",
        Secondary = "#A9B6C0",
        SecondaryContrastText = "#0E151B",
        Tertiary = "#A9B6C0",
        TertiaryContrastText = "#0E151B",
        Info = "#82C8E2",
        InfoContrastText = "#06202B",
        Success = "#7FD3A0",
        SuccessContrastText = "#08210F",
        Warning = "#F0BE6B",
        WarningContrastText = "#2A1A00",
        Error = "#FF9C95",
        ErrorContrastText = "#3A0806",
        Dark = "#E6ECF0",
        DarkContrastText = "#0E151B",
        TextPrimary = "#E6ECF0",
        TextSecondary = "#A9B6C0",
        TextDisabled = "#8794A0",
        ActionDefault = "#A9B6C0",
        ActionDisabled = "#8794A0",
        ActionDisabledBackground = "#202C36",
        Background = "#0E151C",
        BackgroundGray = "#0A1016",
        Surface = "#16212A",
        DrawerBackground = "#0A1016",
        DrawerText = "#E6ECF0",
        DrawerIcon = "#A9B6C0",
        AppbarBackground = "#0E151C",
        AppbarText = "#E6ECF0",
        LinesDefault = "#2A3640",
        LinesInputs = "#7E8C97",
        Divider = "#2A3640",
        DividerLight = "#202C36",
        TableLines = "#2A3640",
        TableHover = "#131C24",
        TableStriped = "#131C24",
        Skeleton = "#202C36",
        OverlayDark = "rgba(3,7,10,0.65)",
        HoverOpacity = 0.08,
    };

    private static Typography Type() => new()
    {
        Default = new DefaultTypography { FontFamily = s_font, FontSize = "0.9375rem", LineHeight = "1.6", LetterSpacing = "normal" },
        H1 = new H1Typography { FontFamily = s_font, FontSize = "1.75rem", FontWeight = "600", LineHeight = "1.2858", LetterSpacing = "-0.01em" },
        H2 = new H2Typography { FontFamily = s_font, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
        H3 = new H3Typography { FontFamily = s_font, FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
        H4 = new H4Typography { FontFamily = s_font, FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
        H5 = new H5Typography { FontFamily = s_font, FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
        H6 = new H6Typography { FontFamily = s_font, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
        Subtitle1 = new Subtitle1Typography { FontFamily = s_font, FontSize = "0.9375rem", FontWeight = "600", LineHeight = "1.6", LetterSpacing = "normal" },
        Subtitle2 = new Subtitle2Typography { FontFamily = s_font, FontSize = "0.9375rem", FontWeight = "600", LineHeight = "1.6", LetterSpacing = "normal" },
        Body1 = new Body1Typography { FontFamily = s_font, FontSize = "0.9375rem", LineHeight = "1.6", LetterSpacing = "normal" },
        Body2 = new Body2Typography { FontFamily = s_font, FontSize = "0.9375rem", LineHeight = "1.6", LetterSpacing = "normal" },
        Button = new ButtonTypography { FontFamily = s_font, FontSize = "0.9375rem", FontWeight = "600", LineHeight = "1.6", LetterSpacing = "normal", TextTransform = "none" },
        Caption = new CaptionTypography { FontFamily = s_font, FontSize = "0.8125rem", LineHeight = "1.5", LetterSpacing = "normal" },
        Overline = new OverlineTypography { FontFamily = s_font, FontSize = "0.8125rem", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
    };

    /// <summary>One level of elevation, for what floats above the page; everything else lies flat.</summary>
    private static Shadow Flat()
    {
        const string Raised = "0 8px 32px rgba(8,20,28,0.22)";
        var shadows = new Shadow();
        for (var level = 0; level < shadows.Elevation.Length; level++)
        {
            shadows.Elevation[level] = level is 0 or 1 ? "none" : Raised;
        }

        return shadows;
    }
}
