using Bunit;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Search;
using ComplianceConsole.Resources;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ComplianceConsole.Tests.Features.Subjects;

public sealed class SelectionPageTests : SubjectsPageTest
{
    [Fact]
    public async Task A_selection_is_blocked_with_a_reason_after_its_number_was_named_and_undone_at_once()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subjects = await AddThreeAsync(stores);
        await stores.Block(Actors.Dpo, subjects[2]);
        var dialogs = Page.Render<MudDialogProvider>();
        Page.Render<MudSnackbarProvider>();
        var page = Draw<SubjectsPage>();
        page.WaitForElement("tbody tr");
        Assert.Empty(page.FindAll("input[type=checkbox]"));

        await Button(page, "Select several").ClickAsync(new());
        Assert.Equal(["Select S-0000001", "Select S-0000002"], page.FindAll("tbody input").Select(one => one.GetAttribute("aria-label")), StringComparer.Ordinal);
        Assert.True(Button(page, "Block selected").HasAttribute("disabled"));
        await Button(page, "Select all shown").ClickAsync(new());
        Assert.Contains("2 selected", page.Markup, StringComparison.Ordinal);
        await page.Find("tbody input").ChangeAsync(new() { Value = false });
        Assert.Contains("1 selected", page.Markup, StringComparison.Ordinal);
        await page.Find("tbody input").ChangeAsync(new() { Value = true });

        var asking = Button(page, "Block selected").ClickAsync(new());
        dialogs.WaitForElement("textarea");
        Assert.Contains("Block 2 records?", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.Find("form").SubmitAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("Reason: fill this in.", dialogs.Markup, StringComparison.Ordinal));
        Assert.Equal(SubjectState.Active, await stores.StateAsync(subjects[0]));

        await dialogs.Find("textarea").InputAsync("A list of 20 November");
        await dialogs.Find("form").SubmitAsync();
        await asking;

        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subjects[0]));
        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subjects[1]));
        page.WaitForAssertion(() => Assert.Contains("2 records blocked. All of it can be undone until", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal));
        Assert.Contains("0 selected", page.Markup, StringComparison.Ordinal);

        await Button(page, "Undo all").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("2 records unblocked.", page.Markup, StringComparison.Ordinal));
        Assert.Equal(SubjectState.Active, await stores.StateAsync(subjects[0]));
        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subjects[2]));
        Assert.DoesNotContain("Undo all", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_blocks_leaves_the_selection()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subjects = await AddThreeAsync(stores);
        var page = Draw<SubjectsPage>();
        page.WaitForElement("tbody tr");
        await Button(page, "Select several").ClickAsync(new());
        await Button(page, "Select all shown").ClickAsync(new());

        await stores.Block(Actors.Staff, subjects[0]);

        page.WaitForAssertion(() => Assert.Contains("2 selected", page.Markup, StringComparison.Ordinal));
        await Button(page, "Close selection").ClickAsync(new());
        Assert.Empty(page.FindAll("input[type=checkbox]"));
    }

    [Theory]
    [InlineData("ru", "Заблокировать 2 записи?")]
    [InlineData("kk", "2 жазба бұғатталсын ба?")]
    public void The_question_speaks_the_readers_language(string language, string expected)
    {
        Speak(language);

        var text = Page.Services.GetRequiredService<IStringLocalizer<SubjectsText>>();

        Assert.Equal(expected, text.Count("SelectionBlock_Title", 2));
    }

    private static async Task<List<SubjectId>> AddThreeAsync(TestStores stores)
    {
        var subjects = new List<SubjectId>();
        for (var i = 0; i < 3; i++)
        {
            subjects.Add(await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.FirstName, "Aigerim")));
        }

        return subjects;
    }
}
