using Microsoft.Playwright;

namespace ComplianceConsole.Tests.Browser;

/// <summary>Where the focus is can be seen, and it is not lost when what had it goes away.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class FocusTests(BrowserFixture browser)
{
    private const string Focused =
        "const e = document.activeElement; return e === document.body ? 'body' : (e.tagName + ' ' + e.textContent).replace(/\\s+/g, ' ').trim()";

    [Fact]
    public async Task Every_stop_of_the_tab_key_has_a_ring()
    {
        var page = await browser.SignInAsync("Responsible person");
        await BrowserFixture.GoAsync(page, "/subjects/S-0000001");
        await page.GetByRole(AriaRole.Tab).First.WaitForAsync();
        var met = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var ring = await page.EvaluateAsync<string[]>(
                """
                () => {
                  const e = document.activeElement, s = getComputedStyle(e);
                  return [e.tagName, s.outlineStyle, s.outlineWidth, e.outerHTML.slice(0, 120)];
                }
                """);
            Assert.True(ring is ["BODY", ..] or [_, "solid", "2px", _], string.Join(' ', ring));
            met.Add(ring[0]);
        }

        Assert.Superset(new HashSet<string>(["A", "BUTTON", "INPUT", "SUMMARY"], StringComparer.Ordinal), met);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Blocking_from_the_results_and_undoing_keep_the_list_and_the_focus()
    {
        var page = await browser.SignInAsync("Responsible person");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search subjects" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("S-0000007");
        var row = page.Locator(".search-found li").First;
        await row.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await row.GetByRole(AriaRole.Button, new() { Name = "Give reason" }).WaitForAsync();
        Assert.Equal("BUTTON Give reason", await FocusedAsync(page));

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).PressAsync("Enter");

        await page.GetByText("The block of record S-0000007 was withdrawn.").WaitForAsync();
        await Assertions.Expect(page.Locator(".search :focus")).ToHaveCountAsync(1);
        await Assertions.Expect(row.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true })).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Undoing_on_the_page_leaves_the_focus_among_its_actions()
    {
        var page = await browser.SignInAsync("Staff");
        await BrowserFixture.GoAsync(page, "/subjects/S-0000008");
        await page.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true }).PressAsync("Enter");
        await page.GetByText("The record is blocked").WaitForAsync();
        await Assertions.Expect(page.Locator("main:focus, main :focus")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).PressAsync("Enter");

        await page.GetByRole(AriaRole.Tab).First.WaitForAsync();
        await Assertions.Expect(page.Locator(".subject-actions:focus, .subject-actions :focus")).ToHaveCountAsync(1);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_refused_correction_is_in_sight_and_has_the_focus()
    {
        var page = await browser.SignInAsync("Responsible person");
        await BrowserFixture.GoAsync(page, "/subjects/S-0000009");
        var email = await page.Locator("dt", new() { HasTextString = "E-mail" }).First.Locator("xpath=following-sibling::dd[1]//*[contains(text(), '@')]").First.InnerTextAsync();
        await BrowserFixture.GoAsync(page, "/subjects/S-0000010/correct");
        await page.GetByLabel("What is to be corrected").SelectOptionAsync("email");
        await page.GetByLabel("New value").FillAsync(email.Trim());
        await page.GetByLabel("Kind of evidence").SelectOptionAsync("Letter");
        await page.GetByLabel("Reference of the evidence").FillAsync("Letter No. 17");
        await page.GetByLabel("On whose word").SelectOptionAsync("Subject");

        await page.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();

        var notice = page.Locator("main [role=alert]");
        await Assertions.Expect(notice).ToBeFocusedAsync();
        await Assertions.Expect(notice).ToBeInViewportAsync(new() { Ratio = 1 });
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task The_open_tab_is_in_view_on_a_telephone()
    {
        var page = await browser.SignInAsync("Responsible person", width: 360, language: "ru");
        await BrowserFixture.GoAsync(page, "/subjects/S-0000001/access");
        var tab = page.Locator("[role=tab][aria-selected=true]");
        await Assertions.Expect(tab).ToBeInViewportAsync(new() { Ratio = 0.9f });

        await BrowserFixture.GoAsync(page, "/subjects/S-0000001");
        await Assertions.Expect(tab).ToBeInViewportAsync(new() { Ratio = 0.9f });
        await page.Context.DisposeAsync();
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("() => { " + Focused + " }");
}
