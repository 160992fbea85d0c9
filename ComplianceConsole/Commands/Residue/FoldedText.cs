using System.Text;

namespace ComplianceConsole.Commands.Residue;

/// <summary>
/// Text as it is compared where it was drawn on a page: without blanks, line breaks and hyphens, since a value may stand on two lines and be drawn in
/// several pieces.
/// </summary>
internal static class FoldedText
{
    private const string Hyphens = "-\u00ad\u2010\u2011";

    /// <summary>The text without them.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter) && !Hyphens.Contains(letter, StringComparison.Ordinal))
            {
                folded.Append(letter);
            }
        }

        return folded.ToString();
    }

    /// <summary>The patterns of values in the same form; none of those that become too short.</summary>
    public static IReadOnlyList<ResiduePattern> Of(IEnumerable<ResiduePattern> patterns) =>
    [
        .. patterns
            .Where(pattern => pattern.Encoding == ResidueEncoding.Utf8)
            .Select(pattern => (pattern.Line, Text: Of(Encoding.UTF8.GetString(pattern.Bytes))))
            .Where(value => value.Text.Length >= ResiduePatterns.ShortestValue)
            .Select(value => new ResiduePattern(Encoding.UTF8.GetBytes(value.Text), ResidueEncoding.Utf8, value.Line)),
    ];
}
