using Bunit;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Access;
using ComplianceConsole.Features.Subjects.History;
using ComplianceConsole.Features.Subjects.Page;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ComplianceConsole.Tests.Features.Subjects;

public sealed class SubjectPageTests : SubjectsPageTest
{
    [Fact]
    public async Task The_page_is_one_use_in_the_ledger_whatever_tab_stands_first()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        var before = (await stores.EntriesAsync()).Count;

        var page = DrawSubject(subject);
        page.WaitForElement("h1");

        Assert.Equal("Ermekova Aigerim", Read(page.Find("h1")));
        Assert.Contains("S-0000001 · nothing is due.", Read(page.Find("header")), StringComparison.Ordinal);
        Assert.Equal(["Profile", "Consents", "History", "Access"], page.FindAll("[role=tab]").Select(Read), StringComparer.Ordinal);
        Assert.Equal(["Correct", "Block"], page.FindAll(".subject-actions button").Select(Read), StringComparer.Ordinal);
        Assert.Contains("+77750001542", Read(page.Find("[role=tabpanel]")), StringComparison.Ordinal);
        Assert.Equal("subject.read", Assert.Single((await stores.EntriesAsync())[before..]).Operation);
    }

    [Fact]
    public async Task Each_tab_that_opens_more_is_a_use_of_its_own()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        var before = (await stores.EntriesAsync()).Count;

        var page = DrawSubject(subject, "history");
        page.WaitForElement(".timeline");

        Assert.Equal(
            ["subject.read", "subject.history"],
            (await stores.EntriesAsync())[before..].Select(entry => entry.Operation),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Staff_read_masked_values_and_are_not_offered_what_they_may_not_do()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await AddErmekovaAsync(stores);

        var page = DrawSubject(subject);
        page.WaitForElement("h1");

        Assert.Equal(["Profile", "Consents", "History"], page.FindAll("[role=tab]").Select(Read), StringComparer.Ordinal);
        Assert.Equal(["Block"], page.FindAll(".subject-actions button").Select(Read), StringComparer.Ordinal);
        Assert.DoesNotContain("+77750001542", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Nomad", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_purpose_is_left_the_page_says_until_when_the_data_is_kept_and_does_not_offer_to_correct_it()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();
        Assert.True((await stores.WithdrawAsync(subject, new() { Channel = Channel.Post, At = stores.Clock.Now })).IsDone);

        var page = DrawSubject(subject);
        page.WaitForElement("h1");

        Assert.Equal("Processing stopped", Read(page.Find("header .chip")));
        Assert.Contains("to be destroyed by 7 December 2026", Read(page.Find("header")), StringComparison.Ordinal);
        Assert.Equal(["Block"], page.FindAll(".subject-actions button").Select(Read), StringComparer.Ordinal);
    }

    [Fact]
    public async Task While_a_purpose_is_left_the_record_is_active()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();
        Assert.True((await stores.WithdrawAsync(subject, new() { Purposes = ["3.2.2"], Channel = Channel.Post, At = stores.Clock.Now })).IsDone);

        var page = DrawSubject(subject);
        page.WaitForElement("h1");

        Assert.Equal("Active", Read(page.Find("header .chip")));
        Assert.Equal(["Correct", "Block"], page.FindAll(".subject-actions button").Select(Read), StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_page_says_who_changed_the_subject_meanwhile_and_shows_it_as_it_is()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        var page = DrawSubject(subject);
        page.WaitForElement("h1");

        await stores.Block(Actors.Staff, subject);

        page.WaitForAssertion(() => Assert.Contains("Daniyar has just changed this.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Nobody has yet said why this record was blocked.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["Give reason", "Unblock"], page.FindAll(".subject-actions button").Select(Read), StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_head_of_a_blocked_record_says_since_when_by_whom_and_why()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        await stores.Block(Actors.Staff, subject);
        await stores.Reason(Actors.Staff, subject, "A letter of 20 November");

        var page = DrawSubject(subject);
        page.WaitForElement("h1");

        var head = Read(page.Find("header"));
        Assert.Contains(", by Daniyar.", head, StringComparison.Ordinal);
        Assert.Contains("Reason: A letter of 20 November Change reason", head, StringComparison.Ordinal);
        Assert.Equal(["Unblock"], page.FindAll(".subject-actions button").Select(Read), StringComparer.Ordinal);
        Assert.DoesNotContain("Nobody has yet said why", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_all_values_of_a_group_have_in_common_is_said_once()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var page = DrawSubject(await AddErmekovaAsync(stores));
        page.WaitForElement(".profile-group");

        var person = page.Find(".profile-group");

        Assert.StartsWith("Source of all values here: Entered at registration, ", Read(person.QuerySelector("p")!), StringComparison.Ordinal);
        Assert.Single(Read(person).Split("Entered at registration").Skip(1));
    }

    [Fact]
    public async Task A_purpose_and_its_ground_are_two_lines()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var page = DrawSubject(await AddErmekovaAsync(stores));
        page.WaitForElement(".profile-purposes li");

        var lines = page.Find(".profile-purposes li").Children;

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("Ground: ", Read(lines[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_record_shows_staff_its_number_and_state_only_and_the_attempt_is_recorded()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await AddErmekovaAsync(stores);
        await stores.Block(Actors.Dpo, subject);

        var page = DrawSubject(subject, "consents");
        page.WaitForElement("h1");

        Assert.Equal("S-0000001", Read(page.Find("h1")));
        Assert.Contains("Blocked", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=tab]"));
        Assert.Equal(ComplianceConsole.Ledger.LedgerOutcome.Refused, (await stores.EntriesAsync())[^1].Outcome);
    }

    [Fact]
    public async Task What_staff_block_closes_before_their_eyes_and_is_no_attempt()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await AddErmekovaAsync(stores);
        Page.Render<MudSnackbarProvider>();
        var page = DrawSubject(subject);
        page.WaitForElement("h1");
        var before = (await stores.EntriesAsync()).Count;

        await Button(page, "Block").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("S-0000001", Read(page.Find("h1"))));
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);
        Assert.Equal("subject.block", Assert.Single((await stores.EntriesAsync())[before..]).Operation);
    }

    [Theory]
    [InlineData("S-0000099")]
    [InlineData("nonsense")]
    public async Task A_number_that_nobody_has_is_said_in_words(string number)
    {
        await using var stores = await OpenAsync(Actors.Dpo);

        var page = Draw<SubjectPage>(parameters => parameters.Add(one => one.Number, number));

        page.WaitForAssertion(() => Assert.Contains("There is no such subject", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unblocking_asks_for_a_reason_keeps_what_was_typed_and_releases()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        await stores.Block(Actors.Staff, subject);
        var dialogs = Page.Render<MudDialogProvider>();
        Page.Render<MudSnackbarProvider>();
        var page = DrawSubject(subject);
        page.WaitForElement("h1");

        var asking = Button(page, "Unblock").ClickAsync(new());
        dialogs.WaitForElement("textarea");
        await dialogs.Find("form").SubmitAsync();
        Assert.Contains("Reason: fill this in.", dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subject));

        await dialogs.Find("textarea").InputAsync("Not confirmed");
        await dialogs.Find("form").SubmitAsync();
        await asking;

        Assert.Equal(SubjectState.Active, await stores.StateAsync(subject));
        page.WaitForAssertion(() => Assert.Contains("Block", page.FindAll(".subject-actions button").Select(Read), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Access_tells_refused_attempts_apart()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        await stores.Block(Actors.Dpo, subject);
        await stores.ReadAsync(Actors.Staff, subject);

        var tab = Draw<AccessTab>(parameters => parameters.Add(one => one.SubjectId, subject));
        tab.WaitForElement("tbody tr");

        var attempt = Read(Assert.Single(tab.FindAll("[data-refused] tbody tr")));
        Assert.EndsWith("Daniyar, Staff test.read clause 2.1(7)", attempt.Replace("Use", "test.read", StringComparison.Ordinal), StringComparison.Ordinal);
        var all = tab.FindAll("table:not([data-refused]) tbody tr");
        Assert.Contains("Daniyar, Staff", Read(all[0]), StringComparison.Ordinal);
        Assert.Equal("Refused", Read(all[0].QuerySelector(".tone-red")!));
        Assert.Contains("Blocked the record", Read(all[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_of_a_blocked_record_counts_the_attempts_refused_since_and_leads_to_them()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        await stores.Block(Actors.Dpo, subject);
        await stores.ReadAsync(Actors.Staff, subject);
        await stores.ReadAsync(Actors.OtherStaff, subject);

        var page = DrawSubject(subject);
        page.WaitForElement("h1");

        Assert.Contains("2 attempts to use this record were refused since it was blocked.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/subjects/S-0000001/access", page.Find(".subject-notices a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_closed_page_says_who_blocked_the_record_when_and_under_which_clause()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await AddErmekovaAsync(stores);
        var open = DrawSubject(subject);
        open.WaitForElement("h1");

        await stores.Block(Actors.Dpo, subject);
        var anew = DrawSubject(subject);
        anew.WaitForElement("h1");

        open.WaitForAssertion(() => Assert.DoesNotContain("Ermekova", open.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        foreach (var page in new[] { open, anew })
        {
            Assert.Contains(", by Aigerim.", Read(page.Find("header")), StringComparison.Ordinal);
            Assert.Contains("Clause 2.1(7) forbids any use of it.", page.Markup, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_history_shows_reasons_folded_and_follows_the_record()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        var tab = Draw<HistoryTab>(parameters => parameters.Add(one => one.SubjectId, subject));
        tab.WaitForElement(".timeline");

        await stores.Block(Actors.Staff, subject);
        await stores.Reason(Actors.Staff, subject, "A letter of 20 November");

        tab.WaitForAssertion(() => Assert.Contains("A letter of 20 November", Read(tab.Find("details")), StringComparison.Ordinal));
        Assert.Contains("Blocked (Daniyar)", Read(tab.Find(".timeline")), StringComparison.Ordinal);
    }

    private IRenderedComponent<SubjectPage> DrawSubject(SubjectId subject, string? tab = null) =>
        Draw<SubjectPage>(parameters => parameters.Add(one => one.Number, subject.ToString()).Add(one => one.Tab, tab));
}
