using Bunit;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ComplianceConsole.Tests.Features.Corrections;

public sealed class CorrectPageTests : SubjectsPageTest
{
    [Fact]
    public async Task What_is_missing_is_said_at_the_top_and_at_each_question()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var page = DrawForm(await AddErmekovaAsync(stores));
        page.WaitForElement("form");

        await page.Find("form").SubmitAsync();

        var told = page.FindAll(".error-summary li");
        Assert.Equal(4, told.Count);
        Assert.StartsWith(Read(page.Find("label[for=field-CorrectedField]")), Read(told[0]), StringComparison.Ordinal);
        Assert.Equal("true", page.Find("#field-EvidenceReference").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_filled_form_corrects_and_comes_back_with_the_outcome()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        var messages = Page.Render<MudSnackbarProvider>();
        var page = DrawForm(subject);
        page.WaitForElement("form");
        Fill(page, FieldCode.LastName, "Serikova");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("%PDF-1.7 x", "id.pdf"));

        await page.Find("form").SubmitAsync();

        Assert.Equal("Serikova", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
        Assert.EndsWith("/subjects/S-0000001", Page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Contains("“Last name” is corrected, on time", messages.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_closes_an_open_form_and_its_end_brings_back_what_was_typed()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        var page = DrawForm(subject);
        page.WaitForElement("form");
        Fill(page, FieldCode.LastName, "Serikova");
        Assert.Contains("Ermekova", page.Markup, StringComparison.Ordinal);

        await stores.Block(Actors.Staff, subject);

        page.WaitForAssertion(() => Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("by Daniyar (clause 2.1(7))", page.Markup, StringComparison.Ordinal);
        await stores.Undo(Actors.Staff, subject);
        page.WaitForAssertion(() => Assert.Contains("Ermekova", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Serikova", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_kind_is_told_at_once()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var page = DrawForm(await AddErmekovaAsync(stores));
        page.WaitForElement("form");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("MZ", "id.pdf"));

        page.WaitForAssertion(() => Assert.Contains("files of this kind are not accepted", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_comes_second_sees_what_it_is_now_and_keeps_what_was_typed()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        var page = DrawForm(subject);
        page.WaitForElement("form");
        Fill(page, FieldCode.LastName, "Omarova");
        var start = (await stores.Services.GetRequiredService<StartCorrection>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        var first = new CorrectionForm
        {
            Subject = subject,
            Mark = start.Mark,
            Field = FieldCode.LastName,
            Value = "Serikova",
            Kind = EvidenceKind.Letter,
            Reference = "Letter 1",
            Word = WordOf.Subject,
            ReceivedAt = stores.Clock.Now,
        };
        Assert.True((await stores.Services.GetRequiredService<CorrectSubject>().HandleAsync(Actors.Dpo, first, CancellationToken.None)).IsDone);

        await page.Find("form").SubmitAsync();

        Assert.Contains("Serikova", Read(page.Find("[role=alert]")), StringComparison.Ordinal);
        Assert.Equal("Omarova", page.Find("#field-last_name").GetAttribute("value"));
        Assert.Equal("Serikova", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);

        await page.Find("form").SubmitAsync();

        Assert.Equal("Omarova", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
    }

    [Fact]
    public async Task A_blocked_record_is_not_offered_a_form()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await AddErmekovaAsync(stores);
        await stores.Block(Actors.Staff, subject);

        var page = DrawForm(subject);

        page.WaitForAssertion(() => Assert.Contains("has been blocked since", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form"));
    }

    private IRenderedComponent<CorrectPage> DrawForm(SubjectId subject) =>
        Draw<CorrectPage>(parameters => parameters.Add(one => one.Number, subject.ToString()));

    private static void Fill(IRenderedComponent<CorrectPage> page, string field, string value)
    {
        page.Find("#field-CorrectedField").Change(field);
        page.Find("#field-" + field).Change(value);
        page.Find("#field-EvidenceKind").Change(nameof(EvidenceKind.Letter));
        page.Find("#field-EvidenceReference").Change("Letter 2");
        page.Find("#field-Word").Change(nameof(WordOf.Subject));
    }
}
