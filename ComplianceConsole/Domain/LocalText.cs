using System.Globalization;

namespace ComplianceConsole.Domain;

/// <summary>A text of the organisation's own, in the three languages of the console.</summary>
public sealed record LocalText(string En, string Ru, string Kk)
{
    /// <summary>The text in the reader's language; English where the language is none of the three.</summary>
    public string In(CultureInfo culture) => In(culture.TwoLetterISOLanguageName);

    /// <summary>The text in the language of a two-letter code.</summary>
    public string In(string language) =>
        language switch
        {
            "ru" => Ru,
            "kk" => Kk,
            _ => En,
        };
}
