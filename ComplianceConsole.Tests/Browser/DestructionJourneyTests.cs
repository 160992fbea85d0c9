using System.Text;
using Microsoft.Playwright;

namespace ComplianceConsole.Tests.Browser;

/// <summary>A destruction on evidence as the responsible person carries it on: from the receipt to the closing letter and the act.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class DestructionJourneyTests(BrowserFixture browser)
{
    private const string Subject = "S-0000123";

    [Fact]
    public async Task A_destruction_on_evidence_from_its_receipt_to_the_closing_letter_and_the_act()
    {
        var page = await browser.SignInAsync("Responsible person");
        await RegisterAsync(page);
        var request = page.Url;
        await NextAsync(page, "Take in the evidence");
        await page.GetByLabel("Note").FillAsync("The person never registered.");
        await ClickAsync(page, "Take in the evidence");
        await NextAsync(page, "Grant the destruction");
        await ClickAsync(page, "Grant the destruction");
        await NextAsync(page, "Destroy the data");

        await page.GetByRole(AriaRole.Link, new() { Name = "Prepare destruction" }).ClickAsync();
        await Expect(page).ToContainTextAsync("What is destroyed");
        await NoteCopyAsync(page);
        await BrowserFixture.AssertAccessibleAsync(page);
        await page.GetByLabel("Obligations and duties to keep").CheckAsync();
        await page.GetByLabel($"Type {Subject} to confirm").FillAsync("S-0000124");
        await ClickAsync(page, $"Destroy {Subject} for good");
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Obligations and duties to keep")).ToBeCheckedAsync();
        await page.GetByLabel($"Type {Subject} to confirm").FillAsync(Subject);
        await ClickAsync(page, $"Destroy {Subject} for good");
        await Expect(page).ToContainTextAsync($"Nothing of {Subject} can be restored");

        await page.GetByRole(AriaRole.Button, new() { Name = "Destroyed by hand…" }).ClickAsync();
        await page.GetByLabel("How it was destroyed").SelectOptionAsync("Shredded");
        await ClickAsync(page, "Tick off as destroyed");
        await Expect(page).ToContainTextAsync("Shredded");
        await DownloadActAsync(page);
        await BrowserFixture.AssertAccessibleAsync(page);

        await BrowserFixture.GoAsync(page, request);
        await page.GetByRole(AriaRole.Link, new() { Name = "What was destroyed" }).First.ClickAsync();
        await ClickAsync(page, "Record as posted");
        await Expect(page).ToContainTextAsync("by hand: ");
        await BrowserFixture.GoAsync(page, request);
        await NextAsync(page, "Close request");
        await ClickAsync(page, "Close request");
        await Expect(page).ToContainTextAsync("Request closed by");
        await BrowserFixture.GoAsync(page, "/subjects/" + Subject);
        await Expect(page).ToContainTextAsync("The data is destroyed");
        await page.Context.DisposeAsync();
    }

    private static async Task RegisterAsync(IPage page)
    {
        await BrowserFixture.GoAsync(page, "/requests/new?subject=" + Subject);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Disclosure" }).UncheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Destruction" }).CheckAsync();
        await page.GetByLabel("Who asks", new() { Exact = true }).SelectOptionAsync("Subject");
        await page.GetByLabel("Name of who asks").FillAsync("Somebody");
        await page.GetByLabel("How identity was checked").SelectOptionAsync("IdentityDocument");
        await page.GetByLabel("Where the answer goes").FillAsync("Almaty, 5 Sample Street");
        await ClickAsync(page, "Register request");
        await page.WaitForURLAsync(url => url.Contains("/requests/R-", StringComparison.Ordinal));
    }

    private static async Task NoteCopyAsync(IPage page)
    {
        await ClickAsync(page, "Note a copy");
        await page.GetByLabel("Carrier").SelectOptionAsync("PaperFile");
        await page.GetByLabel("Folder or inventory number").FillAsync("Folder 12");
        await page.GetByLabel("Place", new() { Exact = true }).FillAsync("Archive");
        await page.GetByLabel("Kept by").FillAsync("Registry");
        await ClickAsync(page, "Note the copy");
        await Expect(page).ToContainTextAsync("Folder 12");
    }

    private static async Task DownloadActAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Act, PDF: Kazakh" }).ClickAsync());
        Assert.Matches(@"^D-\d{4}-\d{6}-kk\.pdf$", download.SuggestedFilename);
        await using var file = await download.CreateReadStreamAsync();
        var start = new byte[4];
        await file.ReadExactlyAsync(start);
        Assert.Equal("%PDF", Encoding.ASCII.GetString(start));
    }

    private static Task NextAsync(IPage page, string step) =>
        Assertions.Expect(page.Locator("#next-step")).ToHaveTextAsync("Next step: " + step);

    private static Task ClickAsync(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static ILocatorAssertions Expect(IPage page) => Assertions.Expect(page.Locator("main"));
}
