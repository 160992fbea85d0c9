using Microsoft.Playwright;

namespace ComplianceConsole.Tests.Browser;

/// <summary>
/// Requests as the responsible person carries them on, each to its closing letter: a disclosure with its report, a correction with its
/// evidence, a withdrawal by e-mail, a complaint by the authorised body.
/// </summary>
[Collection(nameof(BrowserFixture))]
public sealed class RequestJourneysTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_disclosure_whose_report_is_posted_with_its_covering_letter()
    {
        var page = await browser.SignInAsync("Responsible person");
        await RegisterAsync(page, "S-0000119", ["Disclosure"], "Subject", "Almaty, 7 Sample Street", "IdentityDocument");

        await NextAsync(page, "Prepare report");
        await ClickAsync(page, "Prepare report");
        await NextAsync(page, "Approve report");
        await ClickAsync(page, "Approve report");
        await NextAsync(page, "Hand over report");
        await Assertions.Expect(page.GetByLabel("By a letter to print and post")).ToBeCheckedAsync();
        await Expect(page).ToContainTextAsync("The letter is in English.");
        await ClickAsync(page, "Lay out the letter and the report");
        await RecordAsPostedAsync(page, "Report handed over by", "Disclosure report");
        await Assertions.Expect(page.Locator("#next-step")).ToHaveTextAsync("Closed");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_refusal_is_read_before_it_is_sent()
    {
        var page = await browser.SignInAsync("Responsible person");
        await RegisterAsync(page, "S-0000118", ["Information"], "Subject", "somebody@example.kz", "IdentityDocument");

        await page.GetByRole(AriaRole.Button, new() { Name = "Refuse" }).ClickAsync();
        await page.GetByLabel("Ground of the refusal").SelectOptionAsync("Repeated");
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("It was answered on 3 November.");
        await ClickAsync(page, "Show the letter");
        await Assertions.Expect(page.Locator(".letter")).ToContainTextAsync("It was answered on 3 November.");
        await BrowserFixture.AssertAccessibleAsync(page);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_correction_with_evidence_to_its_posted_letter()
    {
        var page = await browser.SignInAsync("Responsible person");
        await RegisterAsync(page, "S-0000120", ["Correction"], "Subject", "Almaty, 5 Sample Street", "IdentityDocument");

        await NextAsync(page, "Take in the evidence");
        await page.GetByLabel("Note").FillAsync("A letter from the employer.");
        await page.GetByLabel("Files of the evidence").SetInputFilesAsync(
            new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = "The post is now: head of office."u8.ToArray() });
        await Expect(page).ToContainTextAsync("letter.txt");
        await ClickAsync(page, "Take in the evidence");
        await NextAsync(page, "Grant the correction");
        await ClickAsync(page, "Grant the correction");
        await NextAsync(page, "Correct the data");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to the correction" }).ClickAsync();
        await page.GetByLabel("What is to be corrected").SelectOptionAsync("post");
        await page.GetByLabel("New value").FillAsync("Head of office");
        await Expect(page).ToContainTextAsync("On whose word: The subject");
        await Expect(page).ToContainTextAsync("A letter from the employer.");
        await Assertions.Expect(page.GetByLabel("Kind of evidence")).ToHaveCountAsync(0);
        await ClickAsync(page, "Correct");
        await PostAsync(page, "Applicant notified", "What was corrected");
        await CloseAsync(page);
        await BrowserFixture.AssertAccessibleAsync(page);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_withdrawal_by_email_stops_the_processing_and_is_answered()
    {
        var page = await browser.SignInAsync("Responsible person");
        await RegisterAsync(page, "S-0000121", ["Withdrawal of consent"], "Subject", "somebody@example.kz", "KnownAddress");

        await NextAsync(page, "Accept the withdrawal");
        await page.GetByLabel("Checked: no obligation").CheckAsync();
        await ClickAsync(page, "Accept the withdrawal");
        await NextAsync(page, "Withdraw consent");
        await ClickAsync(page, "Withdraw consent");
        await NextAsync(page, "Notify the applicant");
        await page.GetByLabel("It was handed over or sent already").CheckAsync();
        await ClickAsync(page, "Record that the applicant was told");
        await CloseAsync(page);
        await BrowserFixture.GoAsync(page, "/subjects/S-0000121");
        await Expect(page).ToContainTextAsync("Destroy after the purpose is achieved");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_complaint_by_the_authorised_body_blocks_stops_and_is_answered_by_post()
    {
        var page = await browser.SignInAsync("Responsible person");
        await RegisterAsync(page, "S-0000122", ["Complaint"], "AuthorisedBody", "Astana, 10 Sample Avenue", "OfficialLetter");

        await NextAsync(page, "Block record");
        await ClickAsync(page, "Block record");
        await NextAsync(page, "Confirm the violation");
        await page.GetByLabel("What was found").FillAsync("The address stood on a list it had left.");
        await ClickAsync(page, "Confirm the violation");
        await NextAsync(page, "Record that the processing stopped");
        await page.GetByLabel("What was done").FillAsync("Taken off the list.");
        await ClickAsync(page, "Record that the processing stopped");
        await PostAsync(page, "Applicant notified", "Processing stopped");
        await CloseAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a correcting entry" }).ClickAsync();
        await page.GetByLabel("Correcting entry", new() { Exact = true }).FillAsync("It came by courier.");
        await ClickAsync(page, "Add a correcting entry");
        await Expect(page).ToContainTextAsync("Correcting entry by");
        await page.Context.DisposeAsync();
    }

    private static async Task RegisterAsync(IPage page, string subject, string[] kinds, string who, string address, string check)
    {
        await BrowserFixture.GoAsync(page, "/requests/new?subject=" + subject);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Disclosure" }).UncheckAsync();
        foreach (var kind in kinds)
        {
            await page.GetByRole(AriaRole.Checkbox, new() { Name = kind }).CheckAsync();
        }

        await page.GetByLabel("Who asks", new() { Exact = true }).SelectOptionAsync(who);
        await page.GetByLabel(string.Equals(who, "AuthorisedBody", StringComparison.Ordinal) ? "Name of the authorised body" : "Name of who asks").FillAsync("Somebody");
        await page.GetByLabel("How identity was checked").SelectOptionAsync(check);
        await page.GetByLabel("Where the answer goes").FillAsync(address);
        await ClickAsync(page, "Register request");
        await page.WaitForURLAsync(url => url.Contains("/requests/R-", StringComparison.Ordinal));
    }

    // The letter is laid out for the post, recorded as posted on its own page, and the request goes on by itself.
    private static async Task PostAsync(IPage page, string told, string letter)
    {
        await NextAsync(page, "Notify the applicant");
        await page.GetByLabel("By a letter to print and post").CheckAsync();
        await ClickAsync(page, "Lay out the letter");
        await RecordAsPostedAsync(page, told + " by", letter);
    }

    private static async Task RecordAsPostedAsync(IPage page, string told, string letter)
    {
        await Expect(page).ToContainTextAsync("The request goes on by itself when the letter has gone out");
        var request = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = letter }).First.ClickAsync();
        await ClickAsync(page, "Record as posted");
        await Expect(page).ToContainTextAsync("by hand: ");
        await BrowserFixture.GoAsync(page, request);
        await Expect(page).ToContainTextAsync(told);
    }

    private static async Task CloseAsync(IPage page)
    {
        await NextAsync(page, "Close request");
        await ClickAsync(page, "Close request");
        await Expect(page).ToContainTextAsync("Request closed by");
    }

    private static Task NextAsync(IPage page, string step) =>
        Assertions.Expect(page.Locator("#next-step")).ToHaveTextAsync("Next step: " + step);

    private static Task ClickAsync(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static ILocatorAssertions Expect(IPage page) => Assertions.Expect(page.Locator("main"));
}
