using Microsoft.Playwright;

namespace ComplianceConsole.Tests.Browser;

/// <summary>Every page, for a role it is made for: no accessibility violation, and nothing runs off a telephone's side.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class PagesTests(BrowserFixture browser)
{
    private static readonly string[] ResponsiblePersonsPages =
    [
        "/",
        "/subjects",
        "/subjects?state=blocked",
        "/subjects/S-0000001",
        "/subjects/S-0000001/consents",
        "/subjects/S-0000001/requests",
        "/subjects/S-0000001/history",
        "/subjects/S-0000001/access",
        "/subjects/S-0000001/correct",
        "/requests",
        "/requests?state=all",
        "/requests/new",
        "/requests/R-2026-000001",
        "/reports",
        "/notices",
        "/notices?state=failed",
        "/notices?state=byhand",
        "/notices/templates/refused?language=ru",
        "/month",
        "/registers",
        "/registers/calendar",
        "/registers/terms",
        "/registers/policy/2025-03",
        "/audit",
        "/import",
    ];

    /// <summary>Role, language, and the pages to look at.</summary>
    public static TheoryData<string, string, string[]> Visits =>
        new()
        {
            { "Responsible person", "en", ResponsiblePersonsPages },
            { "Responsible person", "kk", ["/", "/subjects/S-0000001", "/requests/R-2026-000001", "/registers"] },
            { "Staff", "ru", ["/", "/subjects", "/subjects/S-0000001", "/requests", "/notices"] },
            { "Manager", "en", ["/", "/requests", "/reports", "/registers"] },
            { "Auditor", "en", ["/", "/requests", "/audit"] },
            { "Administrator", "en", ["/", "/month", "/administration", "/import", "/registers", "/registers/calendar", "/registers/terms", "/notices/templates"] },
        };

    [Theory]
    [MemberData(nameof(Visits))]
    public async Task Pages_have_no_accessibility_violation_in_light_and_dark(string role, string language, string[] addresses)
    {
        foreach (var dark in (bool[])[false, true])
        {
            var page = await browser.SignInAsync(role, dark: dark, language: language);
            foreach (var address in addresses)
            {
                await VisitAsync(page, address);
                await BrowserFixture.AssertAccessibleAsync(page);
            }

            await page.Context.DisposeAsync();
        }
    }

    [Fact]
    public async Task Nothing_runs_off_the_side_of_a_telephone()
    {
        var page = await browser.SignInAsync("Responsible person", width: 360, language: "ru");
        foreach (var address in ResponsiblePersonsPages)
        {
            await VisitAsync(page, address);
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{address} is {overflow} pixels too wide.");
        }

        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_role_is_refused_in_words_by_address_and_sees_no_search()
    {
        var page = await browser.SignInAsync("Auditor");
        Assert.Equal(0, await page.GetByRole(AriaRole.Searchbox).CountAsync());
        await page.GotoAsync("/subjects/S-0000001");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("role");
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    // A page is there when its heading is and no skeleton is left.
    private static async Task VisitAsync(IPage page, string address)
    {
        await BrowserFixture.GoAsync(page, address);
        await page.Locator("main h1").First.WaitForAsync();
        await Assertions.Expect(page.Locator("main .skeleton")).ToHaveCountAsync(0);
    }
}
