using Microsoft.Playwright;

namespace ComplianceConsole.Tests.Browser;

/// <summary>Every page, for the role it is made for: no accessibility violation, and nothing runs off a telephone's side.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class PagesTests(BrowserFixture browser)
{
    /// <summary>Role and address of each page.</summary>
    public static TheoryData<string, string> Pages =>
        new()
        {
            { "Responsible person", "/" },
            { "Responsible person", "/subjects" },
            { "Staff", "/subjects" },
            { "Staff", "/subjects/S-0099999" },
            { "Responsible person", "/subjects/S-0000001" },
            { "Responsible person", "/subjects/S-0000001/consents" },
            { "Responsible person", "/subjects/S-0000001/history" },
            { "Responsible person", "/subjects/S-0000001/access" },
            { "Responsible person", "/subjects/S-0000001/correct" },
            { "Staff", "/subjects/S-0000001" },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_in_light_and_dark(string role, string address)
    {
        foreach (var dark in (bool[])[false, true])
        {
            var page = await browser.SignInAsync(role, dark: dark);
            await BrowserFixture.GoAsync(page, address);
            await BrowserFixture.AssertAccessibleAsync(page);
            await page.Context.DisposeAsync();
        }
    }
}
