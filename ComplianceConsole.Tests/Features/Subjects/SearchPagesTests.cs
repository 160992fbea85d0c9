using Bunit;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Search;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ComplianceConsole.Tests.Features.Subjects;

public sealed class SearchPagesTests : SubjectsPageTest
{
    [Fact]
    public async Task The_list_follows_the_box_after_a_pause_and_the_address_keeps_no_word_of_it()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        await AddErmekovaAsync(stores);
        await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        var page = Draw<SubjectsPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.Contains("2 subjects found", page.Markup, StringComparison.Ordinal);
        var before = (await stores.EntriesAsync()).Count;

        var desk = Page.Services.GetRequiredService<SearchDesk>();
        await page.InvokeAsync(() => desk.Text = "bo");
        await page.InvokeAsync(() => desk.Text = "bol");
        Time.Advance(SubjectsPage.Pause);

        page.WaitForAssertion(() => Assert.Equal("S-0000002", Read(page.Find("tbody a"))));
        Assert.Single(page.FindAll("tbody tr"));
        Assert.Equal(before + 1, (await stores.EntriesAsync()).Count);
        Assert.DoesNotContain("bol", Page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_stand_in_the_address_as_codes()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        await AddErmekovaAsync(stores);
        var blocked = await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        await stores.Block(Actors.Staff, blocked);
        var navigation = Page.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/subjects?state=blocked&type=nonsense");
        var page = Draw<SubjectsPage>();
        page.WaitForAssertion(() => Assert.Equal("S-0000002", Read(page.Find("tbody a"))));

        page.FindAll("select")[0].Change("active");

        Assert.Contains("state=active", navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("S-0000001", Read(page.Find("tbody a"))));
    }

    [Fact]
    public async Task A_row_blocks_with_one_click_and_can_be_undone_from_the_message()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await AddErmekovaAsync(stores);
        var messages = Page.Render<MudSnackbarProvider>();
        var page = Draw<SubjectsPage>();
        page.WaitForElement("tbody tr");

        await Button(page, "Block").ClickAsync(new());

        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subject));
        page.WaitForAssertion(() => Assert.Equal("S-0000001 Blocked Give reason", Read(page.Find("tbody tr"))));
        Assert.Contains("Record S-0000001 is blocked.", messages.Markup, StringComparison.Ordinal);

        await messages.FindAll("button").Single(button => Read(button) is "Undo").ClickAsync(new());

        Assert.Equal(SubjectState.Active, await stores.StateAsync(subject));
        page.WaitForAssertion(() => Assert.Contains("Ermekova Aigerim", Read(page.Find("tbody tr")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_another_blocks_closes_in_an_open_list_without_being_read_again()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await AddErmekovaAsync(stores);
        var page = Draw<SubjectsPage>();
        page.WaitForAssertion(() => Assert.Contains("Ermekova", page.Markup, StringComparison.Ordinal));
        var before = (await stores.EntriesAsync()).Count;

        await stores.Block(Actors.Dpo, subject);

        page.WaitForAssertion(() => Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Blocked", page.Markup, StringComparison.Ordinal);
        Assert.Equal(before + 1, (await stores.EntriesAsync()).Count);
    }

    [Fact]
    public async Task More_comes_when_it_is_asked_for()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        for (var i = 0; i < 60; i++)
        {
            await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        }

        var page = Draw<SubjectsPage>();
        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll("tbody tr").Count));

        await Button(page, "Show more").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal(60, page.FindAll("tbody tr").Count));
        Assert.Equal(60, page.FindAll("tbody a").Select(Read).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain("Show more", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_console_and_an_index_in_the_making_are_said_in_words()
    {
        await using var stores = await OpenAsync(Actors.Dpo, isIndexed: false);
        var page = Draw<SubjectsPage>();

        page.WaitForAssertion(() => Assert.Contains("Subjects appear here once registered users are imported.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("The search index is being made anew.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_without_personal_data_gets_a_sentence_and_no_search()
    {
        await using var stores = await OpenAsync(Actors.Manager);
        await AddErmekovaAsync(stores);
        var before = (await stores.EntriesAsync()).Count;

        var page = Draw<SubjectsPage>();

        Assert.Contains("This page is not for your role", page.Markup, StringComparison.Ordinal);
        Assert.Equal(before, (await stores.EntriesAsync()).Count);
    }

    [Fact]
    public async Task The_box_shows_results_while_typing_and_one_search_for_several_keys()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        await AddErmekovaAsync(stores);
        var before = (await stores.EntriesAsync()).Count;
        var box = Draw<SearchBox>();

        foreach (var typed in (string[])["e", "er", "erm", "erme"])
        {
            box.Find("input[type=search][aria-label='Search subjects'][data-search-box]").Input(typed);
        }

        Time.Advance(SubjectsPage.Pause);

        box.WaitForAssertion(() => Assert.Equal("Ermekova Aigerim", Read(box.Find(".search-name"))));
        Assert.Equal("/subjects/S-0000001", box.Find("[data-results] a[data-result]").GetAttribute("href"));
        Assert.Equal(before + 1, (await stores.EntriesAsync()).Count);
        Assert.Equal("1 subject found", Read(box.Find("[role=status]")));

        await box.Find("[role=search]").KeyDownAsync(Key.Escape);

        Assert.Empty(box.FindAll("[data-results]"));
        Assert.Equal("erme", Page.Services.GetRequiredService<SearchDesk>().Text);
    }

    [Theory]
    [InlineData(7, "All results")]
    [InlineData(9, "There may be more: press Enter for all results")]
    public async Task The_box_says_that_there_may_be_more_than_it_shows(int held, string expected)
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        for (var i = 0; i < held; i++)
        {
            await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.FirstName, "Aigerim"));
        }

        var box = Draw<SearchBox>();
        box.Find("input").Input("erme");
        Time.Advance(SubjectsPage.Pause);

        box.WaitForAssertion(() => Assert.Equal(Math.Min(held, 8), box.FindAll(".search-name").Count));
        Assert.Equal(expected, Read(box.Find(".search-all")));
        Assert.Equal(held > 8, Read(box.Find("[role=status]")).Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_letter_is_answered_with_what_is_wanted()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var box = Draw<SearchBox>();

        box.Find("input").Input("e");

        Assert.Equal("Write two letters or more.", Read(box.Find("[data-results]")));
        Assert.Equal("Write two letters or more.", Read(box.Find("[role=status]")));

        box.Find("input").Input("");

        Assert.Empty(box.FindAll("[data-results]"));
    }

    [Fact]
    public async Task Blocking_in_the_box_asks_for_the_reason_on_the_same_button()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        var messages = Page.Render<MudSnackbarProvider>();
        var dialogs = Page.Render<MudDialogProvider>();
        var box = Draw<SearchBox>();
        box.Find("input").Input("erme");
        Time.Advance(SubjectsPage.Pause);
        box.WaitForElement(".search-name");

        await Button(box, "Block").ClickAsync(new());

        box.WaitForAssertion(() => Assert.Equal("Give reason", Read(box.Find(".search-found li button"))));
        var asking = messages.FindAll("button").Single(button => Read(button) is "Give reason").ClickAsync(new());
        dialogs.WaitForElement("textarea");
        await dialogs.Find("textarea").InputAsync("A letter");
        await dialogs.Find("form").SubmitAsync();
        await asking;

        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
        messages.WaitForAssertion(() => Assert.DoesNotContain("is blocked.", messages.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_box_leads_to_all_results_with_the_text_kept_in_the_circuit_alone()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var box = Draw<SearchBox>();

        box.Find("input").Input("erme");
        await box.Find("form").SubmitAsync();

        Assert.EndsWith("/subjects", Page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("erme", Page.Services.GetRequiredService<SearchDesk>().Text);
        Assert.Empty(box.FindAll("[data-results]"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public async Task The_list_speaks_the_readers_language(string language)
    {
        Speak(language);
        await using var stores = await OpenAsync(Actors.Dpo);
        await AddErmekovaAsync(stores);
        var page = Draw<SubjectsPage>();
        page.WaitForElement("tbody tr");

        Assert.Contains(
            language switch
            {
                "ru" => "Найден 1 субъект",
                "kk" => "1 субъект табылды",
                _ => "1 subject found",
            },
            page.Markup,
            StringComparison.Ordinal);
    }
}
