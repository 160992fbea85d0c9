using System.Globalization;
using NodaTime;

namespace ComplianceConsole.Resources;

/// <summary>
/// Writes dates the way each of the console's languages does. The names of months and days are the console's own, so that
/// a page and a document say the same on every host, whatever version of ICU it has, or none. A culture other than
/// Russian and Kazakh is written in English.
/// </summary>
public static class DateWords
{
    private static readonly Names s_english = new(
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);

    private static readonly Names s_russian = new(
        ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
        ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
        ["пн", "вт", "ср", "чт", "пт", "сб", "вс"]);

    private static readonly string[] s_russianMonths =
        ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"];

    private static readonly Names s_kazakh = new(
        ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
        ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"],
        ["дс", "сс", "ср", "бс", "жм", "сб", "жс"]);

    /// <summary>The zone in which the console counts and writes time: all of Kazakhstan.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Asia/Almaty"];

    /// <summary>
    /// The date with its day of the week: "26 March 2026, Thursday", "26 марта 2026 г., четверг",
    /// "2026 жылғы 26 наурыз, бейсенбі".
    /// </summary>
    public static string Long(LocalDate date, CultureInfo culture) =>
        Plain(date, culture) + ", " + NamesOf(culture).Days[(int)date.DayOfWeek - 1];

    /// <summary>The date without its day of the week: "26 March 2026", "26 марта 2026 г.", "2026 жылғы 26 наурыз".</summary>
    public static string Plain(LocalDate date, CultureInfo culture)
    {
        var month = NamesOf(culture).Months[date.Month - 1];
        return Language(culture) switch
        {
            "kk" => Invariant($"{date.Year} жылғы {date.Day} {month}"),
            "ru" => Invariant($"{date.Day} {month} {date.Year} г."),
            _ => Invariant($"{date.Day} {month} {date.Year}"),
        };
    }

    /// <summary>The date without its year, for places where the year is plain: "Thu 26 March", "чт, 26 марта", "26 наурыз, бс".</summary>
    public static string Short(LocalDate date, CultureInfo culture)
    {
        var names = NamesOf(culture);
        var month = names.Months[date.Month - 1];
        var day = names.ShortDays[(int)date.DayOfWeek - 1];
        return Language(culture) switch
        {
            "kk" => Invariant($"{date.Day} {month}, {day}"),
            "ru" => Invariant($"{day}, {date.Day} {month}"),
            _ => Invariant($"{day} {date.Day} {month}"),
        };
    }

    /// <summary>The short date with its year: "Thu 26 March 2026", "чт, 26 марта 2026 г.", "2026 жылғы 26 наурыз, бс".</summary>
    public static string ShortWithYear(LocalDate date, CultureInfo culture)
    {
        var day = NamesOf(culture).ShortDays[(int)date.DayOfWeek - 1];
        var plain = Plain(date, culture);
        return Language(culture) switch
        {
            "kk" => Invariant($"{plain}, {day}"),
            "ru" => Invariant($"{day}, {plain}"),
            _ => Invariant($"{day} {plain}"),
        };
    }

    /// <summary>A month with its year: "March 2026", "март 2026 г.", "2026 жылғы наурыз".</summary>
    public static string Month(YearMonth month, CultureInfo culture) =>
        Language(culture) switch
        {
            "kk" => Invariant($"{month.Year} жылғы {s_kazakh.Months[month.Month - 1]}"),
            "ru" => Invariant($"{MonthAlone(month.Month, culture)} {month.Year} г."),
            _ => Invariant($"{s_english.Months[month.Month - 1]} {month.Year}"),
        };

    /// <summary>A month as it stands alone: "March", "март", "наурыз".</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="culture">The language.</param>
    public static string MonthAlone(int month, CultureInfo culture) =>
        string.Equals(Language(culture), "ru", StringComparison.Ordinal) ? s_russianMonths[month - 1] : NamesOf(culture).Months[month - 1];

    /// <summary>A day of the week: "Monday", "понедельник", "дүйсенбі".</summary>
    public static string DayOfWeek(IsoDayOfWeek day, CultureInfo culture) => NamesOf(culture).Days[(int)day - 1];

    /// <summary>A day of the week, short: "Mon", "пн", "дс".</summary>
    public static string ShortDayOfWeek(IsoDayOfWeek day, CultureInfo culture) => NamesOf(culture).ShortDays[(int)day - 1];

    /// <summary>The last day of a term that ends at an exclusive instant: the midnight after 1 December is 1 December.</summary>
    public static LocalDate LastDayBefore(Instant end) => (end - Duration.Epsilon).InZone(Zone).Date;

    /// <summary>The day and the minute in <see cref="Zone"/>: "26 March 2026, 14:05" and its like.</summary>
    public static string DateTime(Instant instant, CultureInfo culture)
    {
        var local = instant.InZone(Zone).LocalDateTime;
        return Invariant($"{Plain(local.Date, culture)}, {Time(instant)}");
    }

    /// <summary>The minute in <see cref="Zone"/>: "14:05".</summary>
    public static string Time(Instant instant)
    {
        var local = instant.InZone(Zone).TimeOfDay;
        return Invariant($"{local.Hour:00}:{local.Minute:00}");
    }

    /// <summary>The day, in <see cref="Zone"/>, in which the instant falls.</summary>
    public static LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    private static string Language(CultureInfo culture) => culture.TwoLetterISOLanguageName;

    private static Names NamesOf(CultureInfo culture) =>
        Language(culture) switch
        {
            "kk" => s_kazakh,
            "ru" => s_russian,
            _ => s_english,
        };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed record Names(string[] Months, string[] Days, string[] ShortDays);
}
