using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Resources;

/// <summary>
/// Texts that carry a count. English and Kazakh need one or two forms, Russian three ("1 день", "2 дня", "5 дней"): a family
/// holds them under the key with <c>_one</c>, <c>_few</c> and <c>_many</c>.
/// </summary>
public static class CountedText
{
    /// <summary>The text of a key in the form that goes with a count; the count is the first value, <paramref name="more"/> follow.</summary>
    public static string Count(this IStringLocalizer text, string key, long count, params object[] more) =>
        text[key + FormOf(count, CultureInfo.CurrentUICulture), [count, .. more]];

    /// <summary>The ending of the key for a count in a language.</summary>
    internal static string FormOf(long count, CultureInfo culture)
    {
        var number = Math.Abs(count);
        return culture.TwoLetterISOLanguageName is "ru"
            ? (number % 10, number % 100) switch
            {
                (1, not 11) => "_one",
                (2 or 3 or 4, not (12 or 13 or 14)) => "_few",
                _ => "_many",
            }
            : number == 1 ? "_one" : "_many";
    }
}
