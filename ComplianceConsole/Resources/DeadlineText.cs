using System.Globalization;
using NodaTime;

namespace ComplianceConsole.Resources;

/// <summary>Says the steps of a computed deadline, and terms, in the reader's language.</summary>
public static class DeadlineText
{
    private static readonly TextFamily s_texts = new("DeadlineText");

    /// <summary>One step of "why this date?" as a sentence.</summary>
    /// <param name="kind">What the step says (a value of <c>DeadlineStepKind</c>).</param>
    /// <param name="day">The day it says it of.</param>
    /// <param name="status">Why that day is worked or not (a value of <c>DayStatus</c>).</param>
    /// <param name="article">The article of the Civil Code it rests on, where it rests on one.</param>
    /// <param name="culture">The language; the reader's own when null.</param>
    public static string Step(Enum kind, LocalDate day, Enum status, int? article, CultureInfo? culture = null)
    {
        var language = culture ?? CultureInfo.CurrentUICulture;
        return Format("Step_" + kind, language, DateWords.Long(day, language), Text("Day_" + status, language), article, day.Year);
    }

    /// <summary>A term in words: "15 calendar days", "15 календарных дней", "15 күнтізбелік күн".</summary>
    /// <param name="count">How many units.</param>
    /// <param name="unit">The unit (a value of <c>TermUnit</c>).</param>
    /// <param name="culture">The language; the reader's own when null.</param>
    public static string Term(int count, Enum unit, CultureInfo? culture = null)
    {
        var language = culture ?? CultureInfo.CurrentUICulture;
        return Format($"Term_{unit}_{Plural(count, language)}", language, count);
    }

    private static string Plural(int count, CultureInfo language)
    {
        if (language.TwoLetterISOLanguageName is not "ru")
        {
            return count == 1 ? "One" : "Many";
        }

        return (count % 10, count % 100) switch
        {
            (_, >= 11 and <= 14) => "Many",
            (1, _) => "One",
            (>= 2 and <= 4, _) => "Few",
            _ => "Many",
        };
    }

    private static string Format(string key, CultureInfo language, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, Text(key, language), values);

    private static string Text(string key, CultureInfo language) => s_texts.Find(key, language) ?? key;
}
