using System.Text.RegularExpressions;
using ComplianceConsole.Domain.Identifiers;

namespace ComplianceConsole.Documents.Reports;

/// <summary>Keeps bank card numbers out of documents, their last digits too, also where a person wrote one into another field.</summary>
internal static partial class CardNumbers
{
    private const string Hidden = "••••";

    /// <summary>The text with every valid card number in it made unreadable.</summary>
    public static string Mask(string text) =>
        Candidates().Replace(text, found => BankCard.TryParse(found.Value, out _, out _) ? Hidden : found.Value);

    // Cards have 13 to 19 digits and start with 2 to 6; a plus in front makes it a phone number.
    [GeneratedRegex(@"(?<![\d+])[2-6](?:[ -]?\d){12,18}(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Candidates();
}
