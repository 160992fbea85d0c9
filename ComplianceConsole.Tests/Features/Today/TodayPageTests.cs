using Bunit;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Features.Today.Pages;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Features.Destruction;
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

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr:not(.due-group)").Count));
        Assert.Equal(["Overdue", "In time"], page.FindAll(".due-table .clock-state").Select(Read), StringComparer.Ordinal);
        Assert.Equal(["1 Overdue", "0 To do today", "0 To do soon", "1 In time", "0 No clock"], page.FindAll(".counts > li").Select(Read), StringComparer.Ordinal);
        Assert.Equal("20 November 2026, Friday. 2 duties are owed.", Read(page.Find(".page-head-sentence")));
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_decided_is_to_be_decided_and_what_is_has_its_pages_own_words()
    {
        var subject = await Desk.SubjectWithConsentAsync();
        var number = await Desk.ConfirmedAsync(RequestKind.Correction, subject);
        Assert.True((await Desk.EvidenceAsync(number)).IsDone);
        var page = Draw<TodayPage>(Actors.Dpo, "/");
        page.WaitForAssertion(() => Assert.Equal("Decide", Read(page.Find("#next-up h2, .next-up h2"))));

        Assert.True((await Desk.GrantAsync(number, RequestKind.Correction)).IsDone);

        page.WaitForAssertion(() => Assert.Equal("Correct the data", Read(page.Find("#next-up h2, .next-up h2"))));
    }

    [Fact]
    public async Task A_number_is_a_link_for_those_who_may_open_it_alone()
    {
        await Desk.RegisteredAsync();

        var manager = Draw<TodayPage>(Actors.Manager, "/");
        manager.WaitForAssertion(() => Assert.Equal(2, manager.FindAll("tbody a").Count));
        Assert.All(manager.FindAll("tbody a"), link => Assert.EndsWith("/requests/R-2026-000001", link.GetAttribute("href"), StringComparison.Ordinal));

        var administrator = Draw<TodayPage>(Actors.Administrator, "/");
        administrator.WaitForAssertion(() => Assert.Single(administrator.FindAll("tbody tr:not(.due-group)")));
        Assert.Empty(administrator.FindAll("tbody a"));
        Assert.Contains("R-2026-000001", Read(administrator.Find("tbody")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_is_led_from_what_is_owed_to_be_destroyed_to_the_list_of_destructions()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);

        var page = Draw<TodayPage>(Actors.Auditor, "/");

        page.WaitForAssertion(() => Assert.Equal("/destruction", Assert.Single(page.FindAll("tbody a")).GetAttribute("href")));
        var administrator = Draw<TodayPage>(Actors.Administrator, "/");
        administrator.WaitForAssertion(() => Assert.Single(administrator.FindAll("tbody tr:not(.due-group)")));
        Assert.Empty(administrator.FindAll("tbody a"));
    }

    [Fact]
    public async Task With_nothing_due_it_says_so_and_fills_by_itself()
    {
        var page = Draw<TodayPage>(Actors.Auditor, "/");
        page.WaitForElement(".empty");

        await Desk.RegisteredAsync();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr:not(.due-group)")));
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

    [Fact]
    public async Task The_next_thing_to_do_stands_first_and_is_what_is_mine_or_nobodys()
    {
        var overdue = (await Desk.RegisterAsync(Desk.Asked() with { ReceivedAt = Desk.Clock.Now - Duration.FromDays(40) })).Value;
        var running = await Desk.RegisteredAsync();

        var page = Draw<TodayPage>(Actors.Staff, "/");
        page.WaitForAssertion(() => Assert.Contains(overdue.ToString(), Read(page.Find(".next-of")), StringComparison.Ordinal));
        Assert.Equal("Confirm identity", Read(page.Find(".next-up h2")));
        Assert.EndsWith($"/requests/{overdue}", page.Find(".next-actions a").GetAttribute("href"), StringComparison.Ordinal);

        var first = (await Desk.Get<ReadToday>().HandleAsync(Actors.Dpo, DeskFilter.All, 1, CancellationToken.None)).Value.Lines[0];
        Assert.True((await Desk.Get<AssignDuty>().HandleAsync(Actors.Dpo, new AssignDutyCommand(first.Id, null, Actors.Dpo.Id), CancellationToken.None)).IsDone);
        page.WaitForAssertion(() => Assert.Contains(running.ToString(), Read(page.Find(".next-of")), StringComparison.Ordinal));

        var auditor = Draw<TodayPage>(Actors.Auditor, "/");
        auditor.WaitForAssertion(() => Assert.Equal(2, auditor.FindAll("tbody tr:not(.due-group)").Count));
        Assert.Empty(auditor.FindAll(".next-up"));
        Assert.Empty(auditor.FindAll(".holder button"));
    }

    [Theory]
    [InlineData("en", "Decide")]
    [InlineData("ru", "Принять решение")]
    [InlineData("kk", "Шешім қабылдау")]
    public async Task What_is_to_be_decided_is_a_decision_and_what_is_to_be_done_bears_the_name_of_its_form(string language, string decide)
    {
        Speak(language);
        var number = await Desk.ConfirmedAsync(RequestKind.Correction, await Desk.SubjectWithConsentAsync());
        Assert.True((await Desk.EvidenceAsync(number)).IsDone);
        var page = Draw<TodayPage>(Actors.Dpo, "/");
        page.WaitForAssertion(() => Assert.Equal(decide, Read(page.Find(".next-up h2"))));

        Assert.True((await Desk.GrantAsync(number, RequestKind.Correction)).IsDone);
        var carryOut = StepText.Of(new OpenStep(RequestStep.CarryOut, RequestKind.Correction));
        page.WaitForAssertion(() => Assert.Equal(carryOut, Read(page.Find(".next-up h2"))));
    }

    [Theory]
    [InlineData("en", "None of them is yours.")]
    [InlineData("ru", "Ни одна из них не ваша.")]
    [InlineData("kk", "Олардың ешқайсысы сіздікі емес.")]
    public async Task A_request_without_a_clock_is_taken_and_is_mine_and_nothing_mine_is_said(string language, string none)
    {
        Speak(language);
        var number = await Desk.ConfirmedAsync(RequestKind.Information, await Desk.SubjectWithConsentAsync());
        await Desk.RegisteredAsync();
        var mine = Draw<TodayPage>(Actors.Staff, "/?holder=me");
        mine.WaitForAssertion(() => Assert.EndsWith(none, Read(mine.Find(".page-head-sentence")), StringComparison.Ordinal));

        var page = Draw<TodayPage>(Actors.Staff, "/");
        page.WaitForElement(".due-table tbody:last-child .holder button").Click();

        page.WaitForAssertion(() => Assert.Equal("Daniyar", Read(page.Find(".due-table tbody:last-child .holder-name"))));
        mine.WaitForAssertion(() => Assert.Contains(number.ToString(), Read(mine.Find(".due-table")), StringComparison.Ordinal));
        Assert.DoesNotContain(none, Read(mine.Find(".page-head-sentence")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_time_folds_away_on_phones_beside_what_is_not_and_opens_again()
    {
        await Desk.RegisteredAsync();
        var page = Draw<TodayPage>(Actors.Dpo, "/");
        page.WaitForElement(".due-table");
        Assert.Empty(page.FindAll(".due-fold"));

        await Desk.RegisterAsync(Desk.Asked() with { ReceivedAt = Desk.Clock.Now - Duration.FromDays(40) });
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody.due-folded")));
        Assert.Equal("Show 1 duty", Read(page.Find(".due-fold[aria-expanded=false]")));
        await page.Find(".due-fold").ClickAsync(new());

        Assert.Empty(page.FindAll(".due-folded"));
        Assert.Equal("true", page.Find(".due-fold").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task It_is_taken_and_given_and_others_see_it_at_once()
    {
        await Desk.RegisteredAsync();
        await Desk.SignInAsync(Actors.Staff);
        var other = Draw<TodayPage>(Actors.Manager, "/");
        var page = Draw<TodayPage>(Actors.Staff, "/");
        page.WaitForElement(".due-table .holder button").Click();

        page.WaitForAssertion(() => Assert.Equal("Daniyar", Read(page.Find(".holder-name"))));
        other.WaitForAssertion(() => Assert.Equal("Daniyar", Read(other.Find(".holder-name"))));

        var dpo = Draw<TodayPage>(Actors.Dpo, "/");
        dpo.WaitForElement(".due-table .holder button").Click();
        dpo.Find(".holder-choice").Change("");
        dpo.WaitForAssertion(() => Assert.Empty(dpo.FindAll(".holder-name")));
    }

    [Theory]
    [InlineData("/?state=overdue", 1)]
    [InlineData("/?state=running", 1)]
    [InlineData("/?kind=correct", 0)]
    [InlineData("/?stage=received", 2)]
    [InlineData("/?stage=decided", 0)]
    [InlineData("/?holder=me", 0)]
    [InlineData("/?holder=nobody&kind=disclose", 2)]
    [InlineData("/?day=2026-12-07", 1)]
    [InlineData("/?state=no-clock", 0)]
    [InlineData("/?day=yesterday&state=nonsense", 2)]
    public async Task Its_filters_live_in_the_address(string address, int lines)
    {
        await Desk.RegisteredAsync();
        await Desk.RegisterAsync(Desk.Asked() with { ReceivedAt = Desk.Clock.Now - Duration.FromDays(40) });

        var page = Draw<TodayPage>(Actors.Dpo, address);

        page.WaitForElement(".counts");
        Assert.Equal(lines, page.FindAll("tbody tr:not(.due-group)").Count);
        Assert.Equal(lines == 0 ? 1 : 0, page.FindAll(".desk .empty").Count);
    }

    [Theory]
    [InlineData("en", "December 2026", "1 duty is due.")]
    [InlineData("ru", "Декабрь 2026 г.", "К исполнению: 1 обязанность.")]
    [InlineData("kk", "2026 жылғы желтоқсан", "Орындалуы тиіс 1 міндет бар.")]
    public async Task A_month_shows_what_is_due_on_each_day(string language, string title, string sentence)
    {
        await Desk.RegisteredAsync();
        Speak(language);

        var page = Draw<MonthPage>(Actors.Manager, "/month?month=2026-12");

        page.WaitForAssertion(() => Assert.Equal(title, Read(page.Find("h1"))));
        Assert.Equal(sentence, Read(page.Find(".page-head-sentence")));
        var day = page.FindAll("td").Single(cell => cell.QuerySelectorAll(".month-due").Length > 0);
        Assert.EndsWith("/?day=2026-12-07", day.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("R-2026-000001", Read(day), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_this_date_answers_with_the_clause_the_trigger_each_day_and_the_moves_of_the_calendar()
    {
        await Desk.RegisteredAsync();
        var subject = (await Desk.Get<ReadToday>().HandleAsync(Actors.Dpo, DeskFilter.All, 1, CancellationToken.None)).Value.Lines[0];
        TestStores.Sql(
            Desk.Stores.Files.Records,
            $"INSERT INTO DutyMoves (DutyId, At, ActorName, Year, OldDueDay, NewDueDay, OldTargetDay, NewTargetDay) VALUES ({subject.Id}, 17952000000000000, 'Timur', 2026, '2026-12-04', '2026-12-07', '2026-12-04', '2026-12-04')");
        await PostPolicyAsync();
        var page = Draw<TodayPage>(Actors.Auditor, "/");

        page.WaitForElement(".due-table .clock-words button").Click();

        page.WaitForAssertion(() => Assert.Equal("9.1 When a user or a representative asks.", Read(page.Find(".why-clause p"))));
        var why = Read(page.Find(".why"));
        Assert.Contains("Policy version 2025-03", why, StringComparison.Ordinal);
        Assert.Contains("20 November 2026, 11:00, time in Almaty.", why, StringComparison.Ordinal);
        Assert.Contains("Sat 5 December, a weekend; Sun 6 December, a weekend", why, StringComparison.Ordinal);
        Assert.Contains("Fri 4 December 2026", why, StringComparison.Ordinal);
        Assert.Contains("calendar of 2026", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_a_clock_stands_last_with_its_next_step_in_every_language()
    {
        var owed = await Desk.RegisteredAsync();
        var subject = await Desk.SubjectWithConsentAsync();
        var waits = await Desk.ConfirmedAsync(RequestKind.Correction, subject);
        Desk.Clock.Advance(Duration.FromDays(3));
        var page = Draw<TodayPage>(Actors.Staff, "/");

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr:not(.due-group)").Count));
        var last = page.FindAll("tbody tr")[^1];
        Assert.Equal("No clock", Read(page.FindAll(".due-group")[^1]));
        Assert.Contains(waits.ToString(), Read(last), StringComparison.Ordinal);
        Assert.Contains("received Fri 20 November, open 3 days", Read(last), StringComparison.Ordinal);
        Assert.Contains("Take in the evidence", Read(last), StringComparison.Ordinal);
        Assert.EndsWith($"/requests/{waits}", last.QuerySelectorAll("a")[^1].GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("23 November 2026, Monday. 1 duty is owed. 1 more request is open without a clock.", Read(page.Find(".page-head-sentence")));

        var alone = Draw<TodayPage>(Actors.Staff, "/?state=no-clock");
        alone.WaitForAssertion(() => Assert.Single(alone.FindAll("tbody tr:not(.due-group)")));
        Assert.DoesNotContain(owed.ToString(), Read(alone.Find(".due-table")), StringComparison.Ordinal);

        foreach (var language in (string[])["ru", "kk"])
        {
            Speak(language);
            var other = Draw<TodayPage>(Actors.Staff, "/");
            other.WaitForAssertion(() => Assert.Equal(2, other.FindAll("tbody tr:not(.due-group)").Count));
            Assert.DoesNotMatch("[A-Za-z]{6}", Read(other.FindAll("tbody tr")[^1]));
        }
    }

    [Fact]
    public async Task A_missed_destruction_is_named_loudly_and_blocked_with_one_click()
    {
        var subject = await Desk.SubjectWithConsentAsync();
        await Desk.OweAsync(DutyKind.DestroyAfterPurpose, Desk.Clock.Now - Duration.FromDays(40), subject);

        var page = Draw<TodayPage>(Actors.Staff, "/");

        page.WaitForAssertion(() => Assert.Equal("Block the record", Read(page.Find(".next-up h2"))));
        Assert.Contains($"record {subject} is to be blocked now and destroyed within six months. Policy 9.8.", Read(page.Find(".next-warning")), StringComparison.Ordinal);
        Assert.Single(page.FindAll(".due-table .button-danger"));
        page.Find(".next-up .button-danger").Click();
        Assert.Equal([subject], Blocking.Asked);

        var manager = Draw<TodayPage>(Actors.Manager, "/");
        manager.WaitForElement(".due-table");
        Assert.Empty(manager.FindAll(".button-danger"));
    }

    [Fact]
    public async Task A_destruction_leads_to_its_own_page()
    {
        var subject = await Desk.SubjectWithConsentAsync();
        await Desk.OweAsync(DutyKind.DestroyAfterPurpose, Desk.Clock.Now, subject);

        var page = Draw<TodayPage>(Actors.Dpo, "/");

        page.WaitForElement(".due-table");
        Assert.Equal(["S-0000001", "Destroy the data"], page.FindAll(".due-table tbody a").Select(Read), StringComparer.Ordinal);
        Assert.EndsWith($"/destruction/{subject}", page.FindAll(".due-table tbody a")[1].GetAttribute("href"), StringComparison.Ordinal);
        Assert.EndsWith($"/destruction/{subject}", page.Find(".next-actions a").GetAttribute("href"), StringComparison.Ordinal);
    }

    private async Task PostPolicyAsync() =>
        Assert.True((await Desk.Stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.policy",
            scope =>
            {
                var text = new LocalText("9.1. When a user or a representative asks.", "9.1. По запросу.", "9.1. Сұрау бойынша.");
                scope.Db.PolicyVersions.Add(new PolicyVersionRow { Code = "2025-03", PostedAt = Instant.FromUtc(2025, 3, 1, 0, 0), Text = text });
                scope.ChangedRegisters();
                scope.Record(ProcessingAction.Administration, "10.2");
                return default(Done);
            },
            CancellationToken.None)).IsDone);
}
