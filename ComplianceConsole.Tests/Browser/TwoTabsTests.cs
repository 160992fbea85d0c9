using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ComplianceConsole.Tests.Browser;

/// <summary>Two people, or two tabs, on one request: neither takes anything out of the other's hands.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class TwoTabsTests(BrowserFixture browser)
{
    [Fact]
    public async Task What_is_typed_keeps_its_place_and_the_focus_while_another_tab_takes_the_step()
    {
        var one = await browser.SignInAsync("Responsible person");
        await RegisterAsync(one, "S-0000131");
        var other = await one.Context.NewPageAsync();
        await BrowserFixture.GoAsync(other, one.Url);
        await other.GetByLabel("Note").PressSequentiallyAsync("Seen at");

        await Button(one, "Confirm identity").ClickAsync();
        await Expect(one.Locator("#field-IdentityCheck")).ToBeFocusedAsync();
        await Expect(one.Locator(".error-summary")).ToContainTextAsync("choose one of the answers");
        await one.Locator("#field-IdentityCheck").SelectOptionAsync("IdentityDocument");
        await Button(one, "Confirm identity").ClickAsync();
        await Expect(one.Locator("#next-step")).ToHaveTextAsync("Next step: Prepare report");
        await Expect(one.Locator("#next-step")).ToBeFocusedAsync();

        await Expect(other.Locator(".panel .notice")).ToContainTextAsync("Identity confirmed by");
        await other.Keyboard.TypeAsync(" the counter");
        await Expect(other.GetByLabel("Note")).ToHaveValueAsync("Seen at the counter");
        await Expect(Button(other, "Confirm identity")).ToBeVisibleAsync();
        await BrowserFixture.AssertAccessibleAsync(other);
        await Button(other, "Go on to: Prepare report").ClickAsync();
        await Expect(other.Locator("#next-step")).ToHaveTextAsync("Next step: Prepare report");
        await Expect(other.Locator("#next-step")).ToBeFocusedAsync();
        await one.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_question_whether_to_go_on_stands_on_its_way_back()
    {
        var page = await browser.SignInAsync("Responsible person");
        await RegisterAsync(page, "S-0000132", confirmReceipt: true);
        await page.GetByRole(AriaRole.Link, new() { Name = "Receipt of the request" }).ClickAsync();

        await Button(page, "Take back").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await page.Context.DisposeAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task RegisterAsync(IPage page, string subject, bool confirmReceipt = false)
    {
        await BrowserFixture.GoAsync(page, "/requests/new?subject=" + subject);
        await page.GetByLabel("Name of who asks").FillAsync("Somebody");
        await page.GetByLabel("Where the answer goes").FillAsync("somebody@example.kz");
        await page.GetByLabel("Tell the applicant that the request was received").SetCheckedAsync(confirmReceipt);
        await Button(page, "Register request").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/requests/R-", StringComparison.Ordinal));
        await page.Locator("#next-step").WaitForAsync();
    }
}
