using System.Diagnostics;
using System.Text;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace ComplianceConsole.Tests.Browser;

/// <summary>
/// The main job as the responsible person does it: import an export, find a person by another spelling, read the consents, correct,
/// block, register a request, see when it is due and why, produce the report, and verify the record.
/// </summary>
[Collection(nameof(BrowserFixture))]
public sealed class MainJobTests(BrowserFixture browser)
{
    private const string Sample = "Shared/Data/registrations.csv";

    [Fact]
    public async Task The_main_job_from_the_import_to_the_verified_ledger()
    {
        await using var console = await ConsoleServer.StartAsync(seed: false);
        var page = await browser.SignInAsync("Responsible person", console: console);

        await ImportAsync(page);
        await FindAsync(page, "Utegenova Aliya");
        await ReadConsentsAsync(page);
        await CorrectAsync(page);
        await BlockAndUnblockAsync(page);
        var request = await RegisterRequestAsync(page);
        await ProduceReportAsync(page);
        await page.Context.DisposeAsync();
        await ManagerDownloadsAsync(console, request);

        Assert.Matches("^ledger: [0-9]+ entries, root [0-9a-f]{64}, ok$", await VerifyAsync(console));
    }

    private static async Task ImportAsync(IPage page)
    {
        await BrowserFixture.GoAsync(page, "/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(AppContext.BaseDirectory, Sample));

        // The trial comes first; the button that brings the rows in appears with its result.
        await Expect(page).ToContainTextAsync("410 of 422 rows can be imported.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page).ToContainTextAsync("Recorded: 410 of 422 rows were imported.");
    }

    private static async Task FindAsync(IPage page, string typed)
    {
        await page.Keyboard.PressAsync("Control+k");
        var box = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search subjects" });
        await Assertions.Expect(box).ToBeFocusedAsync();
        await box.FillAsync(typed);
        await page.Locator("[data-results] a[data-result]").Filter(new() { HasText = "Өтегенова Әлия" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Өтегенова Әлия" }).WaitForAsync();
        Assert.DoesNotContain("tegenova", page.Url, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task ReadConsentsAsync(IPage page)
    {
        await TabAsync(page, "Consents");
        await Expect(page).ToContainTextAsync("4.2.1");
        await Expect(page).ToContainTextAsync("2023-01");
        await TabAsync(page, "Profile");
        await Expect(page).ToContainTextAsync("+77750001542");
    }

    private static async Task CorrectAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await page.GetByLabel("What is to be corrected").SelectOptionAsync("post");
        await page.GetByLabel("New value").FillAsync("Бас директор");
        await page.GetByLabel("Kind of evidence").SelectOptionAsync("Letter");
        await page.GetByLabel("Reference of the evidence").FillAsync("Letter No. 17");
        await page.GetByLabel("On whose word").SelectOptionAsync("Subject");
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Өтегенова Әлия" }).WaitForAsync();
        await Expect(page).ToContainTextAsync("Бас директор");
        await TabAsync(page, "History");
        await Expect(page).ToContainTextAsync("Corrected on evidence");
        await Expect(page).ToContainTextAsync("Директор");
    }

    private static async Task BlockAndUnblockAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Unblock", Exact = true }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("The complaint was withdrawn.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Unblock", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true }).First.WaitForAsync();
    }

    private static async Task<string> RegisterRequestAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "New request" }).ClickAsync();
        await page.GetByLabel("Name of who asks").FillAsync("Өтегенова Әлия");
        await page.GetByLabel("How identity was checked").SelectOptionAsync("IdentityDocument");
        await page.GetByLabel("Where the answer goes").FillAsync("aliya@example.kz");
        await page.GetByLabel("What is asked").FillAsync("Show me everything you hold about me.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register request" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/requests/R-", StringComparison.Ordinal));
        await page.GetByText("Why this date?").First.ClickAsync();
        await Expect(page).ToContainTextAsync("Civil Code, article 173");
        return new Uri(page.Url).Segments[^1];
    }

    private static async Task ProduceReportAsync(IPage page)
    {
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "Confirm identity" });
        var prepare = page.GetByRole(AriaRole.Button, new() { Name = "Prepare report" });
        await confirm.Or(prepare).First.WaitForAsync();
        if (await confirm.IsVisibleAsync())
        {
            await confirm.ClickAsync();
        }

        await prepare.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve report", Exact = true }).ClickAsync();
        await page.GetByLabel("It was handed over or sent already").CheckAsync();
        var text = await DownloadAsync(page);
        Assert.Contains("Өтегенова", text, StringComparison.Ordinal);
        Assert.Contains("Бас директор", text, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Record that the report was handed over" }).ClickAsync();
        await Expect(page).ToContainTextAsync("Report handed over by");
    }

    private async Task ManagerDownloadsAsync(ConsoleServer console, string request)
    {
        var page = await browser.SignInAsync("Manager", console: console);
        await BrowserFixture.GoAsync(page, "/reports");
        await Expect(page).ToContainTextAsync(request);
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("Өтегенова");
        Assert.Contains("Өтегенова", await DownloadAsync(page), StringComparison.Ordinal);
        await page.Context.DisposeAsync();
    }

    private static async Task<string> DownloadAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Download PDF" }).First.ClickAsync());
        using var pdf = PdfDocument.Open(await File.ReadAllBytesAsync((await download.PathAsync())!));
        var text = new StringBuilder();
        foreach (var sheet in pdf.GetPages())
        {
            text.AppendLine(sheet.Text);
        }

        return text.ToString();
    }

    private static async Task<string> VerifyAsync(ConsoleServer console)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(ConsoleHost).Assembly.Location, "verify", "--Data:Directory", console.Directory },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return answer.Trim();
    }

    private static Task TabAsync(IPage page, string name) =>
        page.GetByRole(AriaRole.Tab, new() { Name = name, Exact = true })
            .Or(page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }))
            .First.ClickAsync();

    private static ILocatorAssertions Expect(IPage page) => Assertions.Expect(page.Locator("main"));
}
