using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Pages;
using ComplianceConsole.Intake.Uploads;
using ComplianceConsole.Tests.Components;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Intake;

public sealed class ImportPageTests : PageTest, IAsyncLifetime
{
    private TestStores _stores = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        _stores = await Imports.OpenAsync();
        Page.Services.AddSingleton(_stores.Services.GetRequiredService<ImportSubjects>());
        Page.Services.AddSingleton(_stores.Services.GetRequiredService<UploadSpools>());
        Page.Services.AddSingleton(_stores.Services.GetRequiredService<RejectLists>());
        await InitializeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await _stores.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_chosen_file_is_tried_first_and_recorded_on_the_button()
    {
        var page = Draw(Actors.Administrator);

        Choose(page, Imports.File(Imports.Row("u1"), Imports.Row("u2", ("phone", "12"))));

        page.WaitForAssertion(() => Assert.Contains("1 of 2 rows can be imported.", Read(page.Find(".notice")), StringComparison.Ordinal), s_patience);
        Assert.Equal(0, TestStores.Sql(_stores.Files.Records, "SELECT COUNT(*) FROM Subjects"));
        Assert.Equal("2 phone Rejected Not a possible phone number.", Read(page.Find("tbody tr")));

        page.FindAll("button").Single(button => string.Equals(Read(button), "Import", StringComparison.Ordinal)).Click();

        page.WaitForAssertion(() => Assert.Contains("Recorded: 1 of 2 rows were imported.", Read(page.Find(".notice")), StringComparison.Ordinal), s_patience);
        Assert.Equal(1, TestStores.Sql(_stores.Files.Records, "SELECT COUNT(*) FROM Subjects"));
        Assert.Equal("rejects.csv", page.Find("a[download]").GetAttribute("download"));
        Assert.Empty(page.FindAll("a.button-primary"));
    }

    [Fact]
    public void The_same_file_again_is_said_to_change_nothing_and_leads_on()
    {
        var page = Draw(Actors.Dpo);
        var file = Imports.File(Imports.Row("u1"), Imports.Row("u2", ("phone", "12")));
        foreach (var outcome in (string[])["Recorded: 1 of 2 rows were imported.", "Nothing changed: all that 1 of 2 rows say was held already."])
        {
            Choose(page, file);
            page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".notice")), s_patience);

            Press(page, "Import");

            page.WaitForAssertion(() => Assert.Equal(outcome, Read(page.Find(".notice"))), s_patience);
            Assert.Equal("/subjects", page.Find("a.button-primary").GetAttribute("href"));
            Press(page, "Choose another file");
            page.WaitForAssertion(() => Assert.False(page.Find(".drop-zone").ParentElement!.HasAttribute("hidden")), s_patience);
        }
    }

    [Fact]
    public void A_look_that_was_cancelled_tells_what_it_saw_and_no_counts()
    {
        var outcome = Page.Render<ImportOutcome>(parameters => parameters
            .Add(one => one.Result, new ImportResult { IsDryRun = true, WasCancelled = true, LookedThrough = 55_296 })
            .Add(one => one.Notes, []));

        Assert.StartsWith("Cancelled while the file was being looked through, after 55,296 rows.", Read(outcome.Find(".notice")), StringComparison.Ordinal);
        Assert.Empty(outcome.FindAll("dl"));
    }

    [Fact]
    public void A_refused_file_is_said_in_words_and_another_can_be_chosen()
    {
        var page = Draw(Actors.Dpo);

        Choose(page, "external_id,last_name\n1,Ermekova\n");

        page.WaitForAssertion(() => Assert.Contains("The file lacks columns: first_name", page.Markup, StringComparison.Ordinal), s_patience);
        Assert.False(page.Find(".drop-zone").ParentElement!.HasAttribute("hidden"));
        Assert.Empty(page.FindAll("tbody"));
        Choose(page, Imports.File(Imports.Row("u1")));
        page.WaitForAssertion(() => Assert.Contains("1 of 1 rows can be imported.", page.Markup, StringComparison.Ordinal), s_patience);
    }

    [Fact]
    public void An_upload_leaves_no_file_behind_when_the_page_is_left()
    {
        var page = Draw(Actors.Dpo);
        Choose(page, Imports.File(Imports.Row("u1")));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".notice")), s_patience);
        var uploads = Path.Combine(_stores.Directory, "uploads");
        Assert.Single(Directory.GetFiles(uploads));

        page.Instance.Dispose();

        Assert.Empty(Directory.GetFiles(uploads));
    }

    [Fact]
    public void Who_may_not_import_sees_no_file_input()
    {
        foreach (var actor in Actors.Without(Right.Import))
        {
            Assert.Empty(Draw(actor).FindAll("input"));
        }
    }

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private IRenderedComponent<ImportPage> Draw(Actor actor)
    {
        SignedIn.Answer = actor;
        return Page.Render<ImportPage>(parameters => parameters.AddCascadingValue(actor));
    }

    private static void Press(IRenderedComponent<ImportPage> page, string name) =>
        page.FindAll("button").Single(button => string.Equals(Read(button), name, StringComparison.Ordinal)).Click();

    private static void Choose(IRenderedComponent<ImportPage> page, string text) =>
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, "registrations.csv"));
}
