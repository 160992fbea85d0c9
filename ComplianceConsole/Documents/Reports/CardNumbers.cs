using System.Text.RegularExpressions;

namespace ComplianceConsole.Documents.Reports;

/// <summary>Keeps whole bank card numbers out of documents, also where a person wrote one into another field.</summary>
internal static partial class CardNumbers
{
    private const int DigitsShown = 4;

    /// <summary>The last four digits behind dots; nothing where there are not more digits than that, masked already or not.</summary>
    public static string? LastFour(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length < DigitsShown ? null : "•••• " + digits[^DigitsShown..];
    }

    /// <summary>The text with every valid card number in it cut to its last four digits.</summary>
    public static string Mask(string text) =>
        Candidates().Replace(text, found => IsCard(found.Value) ? LastFour(found.Value) ?? string.Empty : found.Value);

    private static bool IsCard(string number)
    {
        var sum = 0;
        var second = false;
        foreach (var digit in number.Where(char.IsAsciiDigit).Reverse().Select(character => character - '0'))
        {
            var weighed = second ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
            second = !second;
        }

        return sum % 10 == 0;
    }

    // Cards have 13 to 19 digits and start with 2 to 6; a plus in front makes it a phone number.
    [GeneratedRegex(@"(?<![\d+])[2-6](?:[ -]?\d){12,18}(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Candidates();
}
