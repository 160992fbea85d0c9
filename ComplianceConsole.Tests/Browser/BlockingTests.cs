using Microsoft.Playwright;

namespace ComplianceConsole.Tests.Browser;

/// <summary>A block in the browsers of two people, and a selection that is blocked and undone by keyboard. Policy 2.1(7).</summary>
[Collection(nameof(BrowserFixture))]
public sealed class BlockingTests(BrowserFixture browser)
{
    // A block shows in open pages within a second; a browser on a busy machine is given a few, in milliseconds.
    private const float Shortly = 8_000;

    [Fact]
    public async Task A_block_hides_the_page_that_another_has_open_and_says_why()
    {
        await using var console = await ConsoleServer.StartAsync(seed: true);
        var (staff, dpo) = (await browser.SignInAsync("Staff", console: console), await browser.SignInAsync("Responsible person", console: console));
        await BrowserFixture.GoAsync(dpo, "/subjects?state=active");
        var address = await dpo.Locator("tbody a[data-result]").First.GetAttributeAsync("href");
        await BrowserFixture.GoAsync(dpo, address!);
        await BrowserFixture.GoAsync(staff, address!);
        var name = await staff.Locator("h1").InnerTextAsync();
        Assert.DoesNotContain("S-", name, StringComparison.Ordinal);

        await dpo.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true }).First.ClickAsync();
        await dpo.GetByText("is blocked.").First.WaitForAsync();
        await staff.GetByText("The record is blocked").WaitForAsync(new() { Timeout = Shortly });

        var shown = await staff.Locator("main").InnerTextAsync();
        Assert.DoesNotContain(name, shown, StringComparison.Ordinal);
        Assert.Contains(", by ", shown, StringComparison.Ordinal);
        Assert.Contains("Clause 2.1(7) forbids any use of it.", shown, StringComparison.Ordinal);
        await BrowserFixture.AssertAccessibleAsync(staff);

        // What is attempted all the same is refused, and told to the responsible person.
        await staff.ReloadAsync();
        await BrowserFixture.ReadyAsync(staff);
        await BrowserFixture.GoAsync(dpo, address + "/access");
        await dpo.GetByText("attempt to use this record was refused").First.WaitForAsync();
        Assert.Equal(1, await dpo.Locator("[data-refused] tbody tr").CountAsync());
        await BrowserFixture.AssertAccessibleAsync(dpo);
    }

    [Fact]
    public async Task A_selection_is_blocked_and_undone_by_keyboard()
    {
        await using var console = await ConsoleServer.StartAsync(seed: true);
        var page = await browser.SignInAsync("Staff", console: console);
        await BrowserFixture.GoAsync(page, "/subjects?state=active");
        await PressAsync(page, "Select several");
        await PressAsync(page, "Select all shown");
        await BrowserFixture.AssertAccessibleAsync(page);
        var selected = await page.Locator(".selection-bar p").InnerTextAsync();
        await PressAsync(page, "Block selected");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("A list of complaints");
        await BrowserFixture.AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await page.GetByText("All of it can be undone until").WaitForAsync();
        Assert.Contains(selected.Split(' ')[0] + " records blocked.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".selection-said")).ToBeFocusedAsync();
        await PressAsync(page, "Undo all");
        await page.GetByText(selected.Split(' ')[0] + " records unblocked.").WaitForAsync();
    }

    private static async Task PressAsync(IPage page, string name)
    {
        var button = page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }
}
