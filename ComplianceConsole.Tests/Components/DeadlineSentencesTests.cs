using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Time;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Components;

public sealed class DeadlineSentencesTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;

    // Between them they take every kind of step, days that make a span and days that stand alone.
    private static readonly Deadline[] Deadlines =
    [
        Deadline.Compute(Instant.FromUtc(2026, 3, 6, 5, 0), Term.Days(15), Calendar),
        Deadline.Compute(Instant.FromUtc(2026, 4, 16, 5, 0), Term.Days(15), Calendar),
        Deadline.Compute(Instant.FromUtc(2025, 1, 2, 5, 0), Term.WorkingDays(2), Calendar),
        Deadline.Compute(Instant.FromUtc(2024, 5, 3, 5, 0), Term.WorkingDays(4), Calendar),
        Deadline.Compute(Instant.FromUtc(2025, 8, 31, 5, 0), Term.Months(6), Calendar),
        Deadline.Compute(Instant.FromUtc(2026, 3, 6, 5, 0), Term.WorkingDays(15), Calendar).AimedAtOnce(),
        Deadline.ComputeFromDay(new LocalDate(2027, 12, 6), Term.Months(2), Calendar),
    ];

    [Theory]
    [InlineData("en", "Civil Code, article 175")]
    [InlineData("ru", "Гражданский кодекс, статья 175")]
    [InlineData("kk", "Азаматтық кодекс, 175-бап")]
    public void Every_step_has_its_sentence(string language, string article)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(Enum.GetValues<DeadlineStepKind>(), Deadlines.SelectMany(one => one.Steps).Select(step => step.Kind).Distinct().Order());
        foreach (var sentence in Deadlines.SelectMany(one => DeadlineSentences.Of(one, culture)))
        {
            Assert.Contains("202", sentence.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("_", sentence.Text, StringComparison.Ordinal);
        }

        Assert.Equal(article, DeadlineSentences.Article(175, culture));
    }

    [Fact]
    public void Neighbouring_days_make_one_sentence() =>
        Assert.Equal(
            [
                ("It began on 6 March 2026, Friday.", null),
                ("A term in days starts the day after: 7 March 2026, Saturday.", 173),
                ("The last day as counted is 21 March 2026, Saturday.", null),
                ("It cannot end on the days from 21 March 2026, Saturday to 25 March 2026, Wednesday: Sat 21 March, a weekend; Sun 22 March, a weekend; Mon 23 March, a holiday or a day off moved here; Tue 24 March, a holiday or a day off moved here; Wed 25 March, a holiday or a day off moved here.", 175),
                ("So it ends on the next working day: 26 March 2026, Thursday.", 175),
                ("The due day is 26 March 2026, Thursday, to its end at 24:00.", 176),
                ("The target is not 21 March 2026, Saturday: a weekend.", null),
                ("Our own target is 20 March 2026, Friday, the last working day before the term is out.", (int?)null),
            ],
            DeadlineSentences.Of(Deadlines[0], CultureInfo.GetCultureInfo("en")).Select(sentence => (sentence.Text, sentence.CivilCodeArticle)));

    [Theory]
    [InlineData("en", "1m", "1 month")]
    [InlineData("en", "15d", "15 calendar days")]
    [InlineData("ru", "1wd", "1 рабочий день")]
    [InlineData("ru", "3wd", "3 рабочих дня")]
    [InlineData("ru", "6m", "6 месяцев")]
    [InlineData("ru", "111d", "111 календарных дней")]
    [InlineData("kk", "6m", "6 ай")]
    public void A_term_agrees_with_its_number(string language, string written, string expected)
    {
        Assert.True(Term.TryParse(written, out var term, out _));
        Assert.Equal(expected, DeadlineSentences.Of(term, CultureInfo.GetCultureInfo(language)));
    }
}
