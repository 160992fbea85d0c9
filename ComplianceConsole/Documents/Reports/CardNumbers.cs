using System.Text.RegularExpressions;
using ComplianceConsole.Domain.Identifiers;

namespace ComplianceConsole.Documents.Reports;

/// <summary>Keeps whole bank card numbers out of documents, also where a person wrote one into another field.</summary>
internal static partial class CardNumbers
{
    private const int DigitsShown = 4;

    /// <summary>The last four digits behind dots, of a whole number or a masked one; nothing where there are fewer.</summary>
    public static string? LastFour(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length < DigitsShown ? null : Masking.Card(digits[^DigitsShown..]);
    }

    /// <summary>The text with every valid card number in it cut to its last four digits.</summary>
    public static string Mask(string text) =>
        Candidates().Replace(text, found => BankCard.TryParse(found.Value, out var card, out _) ? card.Masked : found.Value);

    // Cards have 13 to 19 digits and start with 2 to 6; a plus in front makes it a phone number.
    [GeneratedRegex(@"(?<![\d+])[2-6](?:[ -]?\d){12,18}(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Candidates();
}
