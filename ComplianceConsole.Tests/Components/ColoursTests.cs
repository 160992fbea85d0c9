using System.Globalization;
using System.Text.RegularExpressions;
using ComplianceConsole.Components.Look;
using MudBlazor;
using Xunit;

namespace ComplianceConsole.Tests.Components;

/// <summary>The colours of the style sheet and of the theme are the same, and legible on each other.</summary>
public sealed partial class ColoursTests
{
    private static readonly Dictionary<string, string>[] s_sheets = ReadSheets();

    public static TheoryData<int, string, string> Pairs()
    {
        var pairs = new TheoryData<int, string, string>();
        for (var sheet = 0; sheet < s_sheets.Length; sheet++)
        {
            foreach (var ground in (string[])["paper", "paper-2", "raised"])
            {
                foreach (var text in (string[])["ink", "ink-2", "accent", "accent-strong", "red", "amber", "green", "slate"])
                {
                    pairs.Add(sheet, text, ground);
                }
            }

            foreach (var tone in (string[])["red", "amber", "green", "slate", "accent"])
            {
                pairs.Add(sheet, tone, tone + "-soft");
                pairs.Add(sheet, "ink", tone + "-soft");
            }

            pairs.Add(sheet, "on-accent", "accent");
            pairs.Add(sheet, "on-accent", "accent-strong");
            pairs.Add(sheet, "ink-2", "slate-soft");
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void EveryTextIsLegibleOnEveryGround(int sheet, string text, string ground)
    {
        var contrast = Contrast(s_sheets[sheet][text], s_sheets[sheet][ground]);
        Assert.True(contrast >= 4.5, string.Create(CultureInfo.InvariantCulture, $"{text} on {ground}: {contrast:0.00}"));
    }

    [Fact]
    public void ChosenDarkAndTheDevicesDarkAreTheSame() => Assert.Equal(s_sheets[1], s_sheets[2]);

    [Fact]
    public void TheThemeSpeaksTheColoursOfTheStyleSheet()
    {
        AssertSame(s_sheets[0], ConsoleTheme.Value.PaletteLight);
        AssertSame(s_sheets[1], ConsoleTheme.Value.PaletteDark);
        Assert.Equal("#0B5B7A", s_sheets[0]["accent"]);
    }

    private static void AssertSame(Dictionary<string, string> sheet, Palette theme) =>
        Assert.Equal(
            [sheet["accent"], sheet["paper"], sheet["raised"], sheet["ink"], sheet["ink-2"], sheet["red"], sheet["amber"], sheet["green"], sheet["hairline"]],
            new[] { theme.Primary, theme.Background, theme.Surface, theme.TextPrimary, theme.TextSecondary, theme.Error, theme.Warning, theme.Success, theme.Divider }
                .Select(colour => colour.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex).ToUpperInvariant()),
            StringComparer.Ordinal);

    private static double Contrast(string one, string other)
    {
        var (lighter, darker) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Luminance(string hex) =>
        (0.2126 * Channel(hex, 1)) + (0.7152 * Channel(hex, 3)) + (0.0722 * Channel(hex, 5));

    private static double Channel(string hex, int at)
    {
        var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static Dictionary<string, string>[] ReadSheets()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(root.FullName, "wwwroot-assets")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("The web root was not found above the tests.");
        }

        var css = File.ReadAllText(Path.Combine(root.FullName, "wwwroot-assets", "css", "app.css"));
        return [.. Roots().Matches(css).Select(match => Colours().Matches(match.Value)
            .ToDictionary(colour => colour.Groups["name"].Value, colour => colour.Groups["hex"].Value, StringComparer.Ordinal))];
    }

    [GeneratedRegex(@":root[^{]*\{[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Roots();

    [GeneratedRegex(@"--(?<name>[\w-]+): (?<hex>#[0-9A-F]{6});", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colours();
}
