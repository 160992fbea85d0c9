using System.Globalization;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Resources;

public sealed class DeadlineTextTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public void Every_step_and_status_has_its_sentence(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        foreach (var kind in Enum.GetValues<DeadlineStepKind>())
        {
            foreach (var status in Enum.GetValues<DayStatus>())
            {
                var step = new DeadlineStep(kind, new LocalDate(2026, 3, 23), status);
                var sentence = DeadlineText.Step(step.Kind, step.Day, step.Status, step.CivilCodeArticle, culture);
                Assert.Contains("2026", sentence, StringComparison.Ordinal);
                Assert.DoesNotContain("_", sentence, StringComparison.Ordinal);
                if (step.CivilCodeArticle is { } article)
                {
                    Assert.Contains(article.ToString(CultureInfo.InvariantCulture), sentence, StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData("en", 1, TermUnit.Months, "1 month")]
    [InlineData("en", 15, TermUnit.CalendarDays, "15 calendar days")]
    [InlineData("ru", 1, TermUnit.WorkingDays, "1 рабочий день")]
    [InlineData("ru", 3, TermUnit.WorkingDays, "3 рабочих дня")]
    [InlineData("ru", 6, TermUnit.Months, "6 месяцев")]
    [InlineData("ru", 12, TermUnit.CalendarDays, "12 календарных дней")]
    [InlineData("ru", 21, TermUnit.CalendarDays, "21 календарный день")]
    [InlineData("ru", 111, TermUnit.CalendarDays, "111 календарных дней")]
    [InlineData("kk", 6, TermUnit.Months, "6 ай")]
    public void A_term_agrees_with_its_number(string language, int count, TermUnit unit, string expected) =>
        Assert.Equal(expected, DeadlineText.Term(count, unit, CultureInfo.GetCultureInfo(language)));
}
