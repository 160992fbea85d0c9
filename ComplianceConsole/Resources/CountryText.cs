using System.Globalization;

namespace ComplianceConsole.Resources;

/// <summary>
/// The names of countries by their codes. They stand in the console's own texts, because the culture data of a host may lack them, Kazakh
/// ones above all.
/// </summary>
public sealed class CountryText
{
    private static readonly TextFamily s_names = new(nameof(CountryText));

    private CountryText() { }

    /// <summary>The name of a country in the reader's language, or in <paramref name="culture"/>; the code where it is unknown.</summary>
    public static string Of(string code, CultureInfo? culture = null) => s_names.Find(code, culture) ?? code;
}
