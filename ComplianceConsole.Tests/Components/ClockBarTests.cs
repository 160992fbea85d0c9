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
    [InlineData(23, "To do today due Thu 26 March, target Fri 20 March, 3 days left Why this date?")]
    [InlineData(19, "Soon due Thu 26 March, target Fri 20 March, 7 days left Why this date?")]
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
            "In time due Tue 12 January 2027, target the same day, 14 days left Provisional Why this date?",
            Words(Start(DutyKind.Disclose, Instant.FromUtc(2026, 12, 28, 5, 0)), Instant.FromUtc(2026, 12, 29, 5, 0)));

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

    [Theory]
    [InlineData("en", "At once by law no later than Mon 14 December, 21 days left Why this date?")]
    [InlineData("ru", "Незамедлительно по закону не позднее пн, 14 декабря, остался 21 день Почему эта дата?")]
    [InlineData("kk", "Дереу заң бойынша 14 желтоқсан, дс күнінен кешіктірмей, 21 күн қалды Неге бұл күн?")]
    public void WhatIsOwedAtOnceNamesBothClocks(string language, string expected)
    {
        Speak(language);
        var received = Instant.FromUtc(2026, 11, 23, 1, 0);

        Assert.Equal(expected, Words(Start(DutyKind.AnswerWithdrawal, received), received));
    }

    [Fact]
    public void WhyAWithdrawalIsOwedAtOnceIsSaidByPolicyAndLaw()
    {
        var received = Instant.FromUtc(2026, 11, 23, 1, 0);
        var clock = Draw(Start(DutyKind.AnswerWithdrawal, received), received);

        clock.Find("button").Click();

        Assert.Equal(
            [
                "Policy 4.5, 9.6: at once.",
                "Law No. 94-V, article 8(7): 15 working days.",
                "Both run: it is to be done at once, as the policy says; the law's term is the last moment.",
            ],
            clock.FindAll(".why-basis").Select(Read),
            StringComparer.Ordinal);
        Assert.Contains("stops collecting and processing", Read(clock.Find(".why-clause p")), StringComparison.Ordinal);
        Assert.Contains(clock.FindAll(".why li"), step => Read(step).Contains("since it is owed at once: 23 November 2026, Monday", StringComparison.Ordinal));
    }

    [Fact]
    public void ADutyOfTheLawAloneIsExplainedInTheArticlesWordsInEveryLanguage()
    {
        var trigger = Instant.FromUtc(2026, 11, 23, 1, 0);
        foreach (var rule in DutyCatalogue.OfThePolicy.Rules.Where(rule => rule.LawTerm is not null))
        {
            foreach (var language in (string[])["en", "ru", "kk"])
            {
                Speak(language);
                var clock = Draw(Duty.Start(rule, trigger, s_calendar), trigger);
                clock.Find("button").Click();

                var words = Read(clock.Find(".why-clause p"));
                Assert.DoesNotContain("LawWords", words, StringComparison.Ordinal);
                Assert.True(words.Length > 40, words);
            }
        }
    }

    [Fact]
    public void TheClockThatEndsLaterIsNamedBesideTheOneThatLeads()
    {
        var slower = Duty.Start(
            DutyCatalogue.OfThePolicy.WithPolicyTerm(DutyKind.Correct, Term.WorkingDays(5))[DutyKind.Correct], Instant.FromUtc(2026, 11, 23, 1, 0), s_calendar);

        Assert.Equal(
            "Soon due Tue 24 November, target the same day, by the policy Mon 30 November, 1 day left Why this date?",
            Words(slower, Instant.FromUtc(2026, 11, 23, 1, 0)));
    }

    private static Duty Start(DutyKind kind, Instant trigger) => Duty.Start(DutyCatalogue.OfThePolicy[kind], trigger, s_calendar);

    private IRenderedComponent<ClockBar> Draw(Duty duty, Instant now, Instant? ended = null) =>
        Page.Render<ClockBar>(clock => clock
            .Add(c => c.Duty, duty)
            .Add(c => c.Reading, ClockReading.Read(duty.Leading, now, s_calendar, ended))
            .Add(c => c.EndedAt, ended));

    private string Words(Duty duty, Instant now, Instant? ended = null) => Read(Draw(duty, now, ended).Find(".clock-words"));
}
