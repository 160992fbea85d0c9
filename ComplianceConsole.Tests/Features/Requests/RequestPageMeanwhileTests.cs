using Bunit;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests.Pages;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>What one person works in stays while another takes a step of the same request.</summary>
public sealed class RequestPageMeanwhileTests : RequestPageTest
{
    private const string Focus = "Blazor._internal.domWrapper.focus";

    [Fact]
    public async Task What_was_typed_stays_and_the_page_says_who_took_the_step_and_when()
    {
        var (number, page) = await OpenAsync();
        await TypeAsync(page, "#field-Note", "Seen at the counter");

        await Desk.ConfirmAsync(number, Actors.Dpo);

        page.WaitForAssertion(() => Assert.Contains("Identity confirmed by Aigerim at ", Read(page.Find(".panel .notice")), StringComparison.Ordinal));
        Assert.Contains("What you typed is kept here until you go on", Read(page.Find(".panel .notice")), StringComparison.Ordinal);
        Assert.Equal("Seen at the counter", page.Find("#field-Note").GetAttribute("value"));
        Assert.Equal("Confirm identity", Read(page.Find(".panel .button-primary")));
        Assert.True(page.Find(".panel .button-primary").HasAttribute("disabled"));
        Assert.Contains("Identity confirmed by Aigerim", Read(page.Find(".timeline")), StringComparison.Ordinal);
        Page.JSInterop.VerifyNotInvoke(Focus);

        await GoOnAsync(page);

        Assert.Equal("Next step: Prepare report", Read(page.Find("#next-step")));
        Page.JSInterop.VerifyInvoke(Focus, 1);
    }

    [Fact]
    public async Task A_form_of_a_step_that_was_taken_is_refused_in_words_and_nothing_typed_is_lost()
    {
        var (number, page) = await OpenAsync();
        await TypeAsync(page, "#field-Note", "Seen at the counter");
        await Desk.ConfirmAsync(number);
        page.WaitForElement(".panel .notice");

        await page.Find(".panel form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("was taken already", Read(page.Find(".panel [role=alert]")), StringComparison.Ordinal));
        Assert.Equal("Seen at the counter", page.Find("#field-Note").GetAttribute("value"));
        Assert.Single((await Desk.ReadAsync(number)).Steps, step => step.Step == RequestStep.ConfirmIdentity);
    }

    [Fact]
    public async Task A_step_that_is_still_open_waits_for_its_reader_to_have_seen_what_changed()
    {
        var (number, page) = await OpenAsync();
        await ChooseAsync(page, "Refuse with a reason");
        await TypeAsync(page, "#field-Ground", nameof(RefusalGround.Repeated));
        await page.Find("#field-Reason").ChangeAsync(new ChangeEventArgs { Value = "Answered a week ago." });
        await Desk.ConfirmAsync(number);
        page.WaitForElement(".panel .notice");
        Assert.False(page.Find(".panel .button-danger").HasAttribute("disabled"));

        await page.Find(".panel form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("changed", Read(page.Find(".panel [role=alert]")), StringComparison.Ordinal));
        Assert.Equal(MatterDecision.Pending, Assert.Single((await Desk.ReadAsync(number)).Matters).Decision);

        await GoOnAsync(page);
        Assert.Equal("Answered a week ago.", page.Find("#field-Reason").GetAttribute("value"));
        await page.Find(".panel form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Next step: Notify the applicant", Read(page.Find("#next-step"))));
        Assert.Equal(MatterDecision.Refused, Assert.Single((await Desk.ReadAsync(number)).Matters).Decision);
    }

    [Fact]
    public async Task A_button_under_the_pointer_does_not_become_another_act()
    {
        var (number, page) = await OpenAsync();
        await page.Find(".panel > div:has(form)").TriggerEventAsync("onpointerenter", new PointerEventArgs());

        await Desk.ConfirmAsync(number);

        page.WaitForAssertion(() => Assert.Contains("The form stands until you go on", Read(page.Find(".panel .notice")), StringComparison.Ordinal));
        Assert.Equal("Confirm identity", Read(page.Find(".panel .button-primary")));
    }

    [Fact]
    public async Task Where_nothing_was_typed_the_next_step_simply_comes_and_the_focus_stays_where_it_is()
    {
        var (number, page) = await OpenAsync();
        await page.Find(".panel > div:has(form)").TriggerEventAsync("onpointerenter", new PointerEventArgs());
        await page.Find(".panel > div:has(form)").TriggerEventAsync("onpointerleave", new PointerEventArgs());

        await Desk.ConfirmAsync(number);

        page.WaitForAssertion(() => Assert.Equal("Next step: Prepare report", Read(page.Find("#next-step"))));
        Assert.Empty(page.FindAll(".panel .notice"));
        Page.JSInterop.VerifyNotInvoke(Focus);
    }

    [Fact]
    public async Task The_own_step_leads_on_without_a_word_and_takes_the_focus_along()
    {
        var (_, page) = await OpenAsync();
        await TypeAsync(page, "#field-Note", "Seen at the counter");

        await page.Find(".panel form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Next step: Prepare report", Read(page.Find("#next-step"))));
        Assert.Empty(page.FindAll(".panel .notice"));
        page.WaitForAssertion(() => Page.JSInterop.VerifyInvoke(Focus, 1));
    }

    [Fact]
    public async Task A_file_added_on_the_same_page_does_not_hold_up_what_is_typed()
    {
        var (number, page) = await OpenAsync();
        await TypeAsync(page, "#field-Note", "Seen at the counter");
        page.FindComponents<Microsoft.AspNetCore.Components.Forms.InputFile>()[^1]
            .UploadFiles(InputFileContent.CreateFromBinary("%PDF-1.7 letter"u8.ToArray(), "letter.pdf"));
        await page.Find("details form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("letter.pdf", Read(page.Find(".report-list")), StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".panel .notice"));

        await page.Find(".panel form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Next step: Prepare report", Read(page.Find("#next-step"))));
        Assert.Equal("Seen at the counter", (await Desk.ReadAsync(number)).Steps[^1].Note);
    }

    [Fact]
    public async Task After_handing_over_the_focus_is_on_what_became_of_the_request()
    {
        var number = await Desk.ApprovedAsync();
        var page = Draw(number);
        page.WaitForElement("#next-step");
        await page.FindAll(".panel input[type=radio]")[^1].ChangeAsync(new ChangeEventArgs { Value = "on" });

        await page.Find(".panel form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Closed", Read(page.Find("#next-step"))));
        page.WaitForAssertion(() => Page.JSInterop.VerifyInvoke(Focus, 1));
        Assert.Contains("correcting entry", Read(page.Find(".panel")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_record_is_said_before_a_correction_is_decided()
    {
        var subject = await Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = await Desk.ConfirmedAsync(RequestKind.Correction, subject);
        Assert.True((await Desk.EvidenceAsync(number)).IsDone);
        var page = Draw(number);
        page.WaitForElement("#next-step");
        Assert.DoesNotContain("blocked", Read(page.Find(".page-head")), StringComparison.Ordinal);

        await Desk.BlockAsync(subject);

        page.WaitForAssertion(() => Assert.Contains("Record blocked", Read(page.Find(".page-head")), StringComparison.Ordinal));
        var notice = Read(page.Find(".notice-warning"));
        Assert.Contains($"Record {subject} has been blocked since", notice, StringComparison.Ordinal);
        Assert.Contains("Correct the data", notice, StringComparison.Ordinal);
    }

    // As a browser does: each key is an input, and leaving the field is the change.
    private static async Task TypeAsync(IRenderedComponent<RequestPage> page, string input, string value)
    {
        await page.Find(input).TriggerEventAsync("oninput", new ChangeEventArgs { Value = value });
        await page.Find(input).ChangeAsync(new ChangeEventArgs { Value = value });
    }

    private static Task GoOnAsync(IRenderedComponent<RequestPage> page) => page.Find(".panel .notice button").ClickAsync(new());

    private static Task ChooseAsync(IRenderedComponent<RequestPage> page, string step) =>
        page.FindAll(".step-choice button").Single(button => string.Equals(Read(button), step, StringComparison.Ordinal)).ClickAsync(new());

    private IRenderedComponent<RequestPage> Draw(RequestNumber number) =>
        Draw<RequestPage>(Actors.Dpo, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));

    private async Task<(RequestNumber Number, IRenderedComponent<RequestPage> Page)> OpenAsync()
    {
        var number = await Desk.RegisteredAsync();
        var page = Draw(number);
        page.WaitForElement("#next-step");
        return (number, page);
    }
}
