using AngleSharp.Dom;
using Bunit;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Components;

public sealed class ClockBarTests : PageTest
{
    private static readonly WorkingCalendar s_calendar = WorkingCalendar.Kazakhstan;
    private static readonly Duty s_disclosure = Start(DutyKind.Disclose, Instant.FromUtc(2026, 3, 6, 5, 0));

    [Theory]
    [InlineData("en", "In time due Thu 26 March, target Fri 20 March, 14 days left Why this date?")]
    [InlineData("ru", "Время есть срок чт, 26 марта, цель пт, 20 марта, осталось 14 дней Почему эта дата?")]
    [InlineData("kk", "Уақыт бар мерзімі 26 наурыз, бс, мақсатты күн 20 наурыз, жм, 14 күн қалды Неге бұл күн?")]
    public void TheClockIsReadOutWhole(string language, string expected)
    {
        Speak(language);

        Assert.Equal(expected, Words(s_disclosure, Instant.FromUtc(2026, 3, 12, 5, 0)));
    }

    [Theory]
    [InlineData(23, "Due soon due Thu 26 March, target Fri 20 March, 3 days left Why this date?")]
    [InlineData(26, "Due today due Thu 26 March, target Fri 20 March Why this date?")]
    [InlineData(27, "Overdue was due Thu 26 March, 1 day late Why this date?")]
    public void EachStateHasItsWord(int day, string expected) =>
        Assert.Equal(expected, Words(s_disclosure, Instant.FromUtc(2026, 3, day, 5, 0)));

    [Fact]
    public void ADutyThatEndedSaysWhenAndWhetherInTime()
    {
        var now = Instant.FromUtc(2026, 4, 30, 5, 0);

        Assert.Equal(
            "Done ended 18 March 2026, 10:00, was due Thu 26 March Why this date?",
            Words(s_disclosure, now, Instant.FromUtc(2026, 3, 18, 5, 0)));
        Assert.Equal(
            "Done late ended 1 April 2026, 10:00, was due Thu 26 March, 6 days late Why this date?",
            Words(s_disclosure, now, Instant.FromUtc(2026, 4, 1, 5, 0)));
    }

    [Fact]
    public void ADateOfAnotherYearNamesItAndMayStillMove() =>
        Assert.Equal(
            "In time due Thu 21 January 2027, target the same day, 23 days left Provisional Why this date?",
            Words(Start(DutyKind.AnswerWithdrawal, Instant.FromUtc(2026, 12, 28, 5, 0)), Instant.FromUtc(2026, 12, 29, 5, 0)));

    [Fact]
    public void TheBarIsForTheEyeAndMarksTodayTargetAndDue()
    {
        var clock = Draw(s_disclosure, Instant.FromUtc(2026, 3, 29, 5, 0));

        var bar = clock.Find(".clock-bar");
        Assert.Equal("true", bar.GetAttribute("aria-hidden"));
        Assert.Equal("left:100%", clock.Find(".clock-mark").GetAttribute("style"));
        Assert.Equal("left:87.5%", clock.Find(".clock-due").GetAttribute("style"));
        Assert.NotNull(clock.Find(".clock-overdue .clock-over"));
    }

    [Fact]
    public void WhyUnfoldsTheCountingWithClauseAndArticle()
    {
        var clock = Draw(s_disclosure, Instant.FromUtc(2026, 3, 12, 5, 0));
        Assert.Empty(clock.FindAll(".why"));

        clock.Find("button").Click();

        Assert.Equal("true", clock.Find("button").GetAttribute("aria-expanded"));
        Assert.Equal("Policy 9.1: 15 calendar days.", Read(clock.Find(".why-basis")));
        Assert.Contains(clock.FindAll(".why li"), step => Read(step).Contains("next working day: 26 March 2026, Thursday. Civil Code, article 175", StringComparison.Ordinal));
    }

    [Fact]
    public void WherePolicyAndLawBothSetATermBothAreNamed()
    {
        var clock = Draw(Start(DutyKind.Correct, Instant.FromUtc(2026, 5, 8, 10, 0)), Instant.FromUtc(2026, 5, 8, 11, 0));

        clock.Find("button").Click();

        Assert.Equal(
            ["Policy 9.3: 1 working day.", "Law No. 94-V, article 25: 1 working day.", "Both terms run; the earlier one leads."],
            clock.FindAll(".why-basis").Select(Read),
            StringComparer.Ordinal);
    }

    private static Duty Start(DutyKind kind, Instant trigger) => Duty.Start(DutyCatalogue.OfThePolicy[kind], trigger, s_calendar);

    private IRenderedComponent<ClockBar> Draw(Duty duty, Instant now, Instant? ended = null) =>
        Page.Render<ClockBar>(clock => clock
            .Add(c => c.Duty, duty)
            .Add(c => c.Reading, ClockReading.Read(duty.Leading, now, s_calendar, ended))
            .Add(c => c.EndedAt, ended));

    private string Words(Duty duty, Instant now, Instant? ended = null) => Read(Draw(duty, now, ended).Find(".clock-words"));
}
