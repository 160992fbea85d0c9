using Bunit;
using ComplianceConsole.Features.Today.Pages;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Today;

public sealed class TodayPageTests : RequestPageTest
{
    [Fact]
    public async Task Overdue_and_running_are_told_apart_by_a_word()
    {
        await Desk.RegisteredAsync();
        await Desk.RegisterAsync(Desk.Asked() with { ReceivedAt = Desk.Clock.Now - Duration.FromDays(40) });

        var page = Draw<TodayPage>(Actors.Dpo, "/");

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.Equal(["Overdue", "In time"], page.FindAll(".clock-state").Select(Read), StringComparer.Ordinal);
        Assert.Equal(["1 Overdue", "0 Due today", "0 Due soon", "1 In time"], page.FindAll(".counts > li").Select(Read), StringComparer.Ordinal);
        Assert.Equal("20 November 2026, Friday. 2 duties are owed.", Read(page.Find(".page-head-sentence")));
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_a_link_for_those_who_may_open_it_alone()
    {
        await Desk.RegisteredAsync();

        var manager = Draw<TodayPage>(Actors.Manager, "/");
        manager.WaitForAssertion(() => Assert.Single(manager.FindAll("tbody a")));

        var administrator = Draw<TodayPage>(Actors.Administrator, "/");
        administrator.WaitForAssertion(() => Assert.Single(administrator.FindAll("tbody tr")));
        Assert.Empty(administrator.FindAll("tbody a"));
        Assert.Contains("R-2026-000001", Read(administrator.Find("tbody")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_due_it_says_so_and_fills_by_itself()
    {
        var page = Draw<TodayPage>(Actors.Auditor, "/");
        page.WaitForElement(".empty");

        await Desk.RegisteredAsync();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
    }

    [Theory]
    [InlineData("ru", "К исполнению: 1 обязанность")]
    [InlineData("kk", "Орындалуы тиіс 1 міндет бар")]
    public async Task It_speaks_the_readers_language(string language, string sentence)
    {
        await Desk.RegisteredAsync();
        Speak(language);

        var page = Draw<TodayPage>(Actors.Dpo, "/");

        page.WaitForAssertion(() => Assert.Contains(sentence, Read(page.Find(".page-head-sentence")), StringComparison.Ordinal));
    }
}
