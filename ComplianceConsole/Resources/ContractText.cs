using System.Globalization;
using NodaTime;

namespace ComplianceConsole.Resources;

/// <summary>Names a contract by its number and day: "contract No. 12 of 10 January 2026".</summary>
public sealed class ContractText
{
    private static readonly TextFamily s_words = new(nameof(ThirdPartiesText));

    private ContractText() { }

    /// <summary>The contract in the reader's language, or in <paramref name="culture"/>.</summary>
    /// <param name="number">Its number; words that were typed instead of one stay as they are.</param>
    /// <param name="date">Its day; null where none is known.</param>
    /// <param name="culture">The language.</param>
    public static string Of(string number, LocalDate? date, CultureInfo? culture = null)
    {
        var language = culture ?? CultureInfo.CurrentUICulture;
        var isNumber = !number.Any(char.IsWhiteSpace);
        var named = isNumber ? Say("Contract_Number", number) : number;
        return date is { } day ? Say("Contract_Of", named, DateWords.Plain(day, language)) : named;

        string Say(string key, params object[] values) => string.Format(language, s_words.Find(key, language) ?? "{0}", values);
    }
}
