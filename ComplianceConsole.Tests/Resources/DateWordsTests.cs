using System.Globalization;
using ComplianceConsole.Resources;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Resources;

public sealed class DateWordsTests
{
    private static readonly LocalDate s_thursday = new(2026, 3, 26);

    [Theory]
    [InlineData("en", "26 March 2026, Thursday")]
    [InlineData("en-US", "26 March 2026, Thursday")]
    [InlineData("ru", "26 марта 2026 г., четверг")]
    [InlineData("ru-KZ", "26 марта 2026 г., четверг")]
    [InlineData("kk", "2026 жылғы 26 наурыз, бейсенбі")]
    [InlineData("kk-KZ", "2026 жылғы 26 наурыз, бейсенбі")]
    [InlineData("de", "26 March 2026, Thursday")]
    public void ADateIsWrittenOutAsTheLanguageWritesIt(string culture, string expected) =>
        Assert.Equal(expected, DateWords.Long(s_thursday, CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("en", "Thu 26 March")]
    [InlineData("ru", "чт, 26 марта")]
    [InlineData("kk", "26 наурыз, бс")]
    public void AShortDateHasItsDayOfTheWeekAndNoYear(string culture, string expected) =>
        Assert.Equal(expected, DateWords.Short(s_thursday, CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("en", "Thu 26 March 2026")]
    [InlineData("ru", "чт, 26 марта 2026 г.")]
    [InlineData("kk", "2026 жылғы 26 наурыз, бс")]
    public void AShortDateOfAnotherYearNamesTheYear(string culture, string expected) =>
        Assert.Equal(expected, DateWords.ShortWithYear(s_thursday, CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("en", "1 January 2026, 00:30")]
    [InlineData("ru", "1 января 2026 г., 00:30")]
    [InlineData("kk", "2026 жылғы 1 қаңтар, 00:30")]
    public void AnInstantIsWrittenInTheTimeOfKazakhstan(string culture, string expected)
    {
        var lateInDecemberInUtc = Instant.FromUtc(2025, 12, 31, 19, 30);

        Assert.Equal(expected, DateWords.DateTime(lateInDecemberInUtc, CultureInfo.GetCultureInfo(culture)));
        Assert.Equal(new LocalDate(2026, 1, 1), DateWords.DateOf(lateInDecemberInUtc));
    }

    [Fact]
    public void BeforeTheChangeOfMarch2024AlmatyWasSixHoursAhead() =>
        Assert.Equal("1 February 2024, 18:00", DateWords.DateTime(Instant.FromUtc(2024, 2, 1, 12, 0), CultureInfo.GetCultureInfo("en")));

    [Fact]
    public void EveryMonthOfAKazakhYearHasItsOwnName()
    {
        var kazakh = CultureInfo.GetCultureInfo("kk");
        var written = Enumerable.Range(1, 12).Select(month => DateWords.Plain(new LocalDate(2026, month, 5), kazakh).Split(' ')[^1]);

        Assert.Equal(
            ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
            written,
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("en", "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday")]
    [InlineData("ru", "понедельник,вторник,среда,четверг,пятница,суббота,воскресенье")]
    [InlineData("kk", "дүйсенбі,сейсенбі,сәрсенбі,бейсенбі,жұма,сенбі,жексенбі")]
    public void EveryDayOfAWeekHasItsName(string culture, string expected)
    {
        var monday = new LocalDate(2026, 3, 23);
        var written = Enumerable.Range(0, 7).Select(day => DateWords.Long(monday.PlusDays(day), CultureInfo.GetCultureInfo(culture)).Split(", ")[^1]);

        Assert.Equal(expected, string.Join(',', written));
    }
}
