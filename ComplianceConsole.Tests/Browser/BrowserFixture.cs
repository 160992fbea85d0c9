using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ComplianceConsole.Tests.Browser;

/// <summary>One browser and one demonstration console for all journeys; each journey signs in anew.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The console with demonstration data.</summary>
    public ConsoleServer Console { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Console = await ConsoleServer.StartAsync(seed: true);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(30_000);
        _browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync",
                ],
            });
    }

    /// <summary>A fresh window, signed in as one of the demonstration's people.</summary>
    /// <param name="role">The English name of the sign-in button.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="dark">Whether the person prefers dark.</param>
    /// <param name="language">The language of the browser.</param>
    /// <param name="console">Another console than the shared one.</param>
    public async Task<IPage> SignInAsync(
        string role,
        int width = 1280,
        bool dark = false,
        string language = "en",
        ConsoleServer? console = null)
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                BaseURL = (console ?? Console).Address.ToString(),
                Locale = language,
                TimezoneId = "Asia/Almaty",
                ViewportSize = new() { Width = width, Height = 900 },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
            });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.Locator($"button[aria-describedby='about-{CodeOf(role)}']").ClickAsync();
        await ReadyAsync(page);
        return page;
    }

    /// <summary>Waits until the page answers to the hand.</summary>
    public static Task ReadyAsync(IPage page) =>
        page.Locator("[data-interactive]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Goes to an address and waits until the page answers.</summary>
    public static async Task GoAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await ReadyAsync(page);
    }

    /// <summary>Fails where the page has an accessibility violation.</summary>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.True(
            result.Violations.Length == 0,
            page.Url + "\n" + string.Join('\n', result.Violations.Select(Describe)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Console.DisposeAsync();
    }

    // The buttons speak the browser's language; what describes them does not.
    private static string CodeOf(string role) =>
        role switch
        {
            "Responsible person" => "dpo",
            "Staff" => "staff",
            "Manager" => "manager",
            "Auditor" => "auditor",
            _ => "admin",
        };

    private static string Describe(AxeResultItem item) =>
        $"{item.Id}: {item.Help} ({string.Join("; ", item.Nodes.Take(3).Select(node => node.Html))})";
}

/// <summary>Journeys share a browser and run one after another.</summary>
[CollectionDefinition(nameof(BrowserFixture), DisableParallelization = true)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>;
