using Bunit;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Requests.Pages;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>Each step's form asks what the step needs, names the input that is to be mended, and keeps what was typed.</summary>
public sealed class StepFormsTests : RequestPageTest
{
    private const string Typed = "Typed with care";

    [Fact]
    public async Task Confirming_asks_how_identity_was_checked_and_whose_record_it_is()
    {
        var number = (await Desk.RegisterAsync(Desk.Asked() with { IdentityCheck = IdentityCheck.NotYet })).Value;
        var page = Draw(number, "Next step: Confirm identity");
        Assert.Equal(["IdentityCheck", "Subject", "Note"], Asked(page));
        await WriteAsync(page, "Note", Typed);

        await SubmitAsync(page);
        AssertBlamed(page, "IdentityCheck");
        await WriteAsync(page, "Subject", "somebody");
        await WriteAsync(page, "IdentityCheck", nameof(IdentityCheck.IdentityDocument));
        await SubmitAsync(page);
        AssertBlamed(page, "Subject");
        Assert.Equal(Typed, Value(page, "Note"));

        await WriteAsync(page, "Subject", "");
        await SubmitAsync(page);
        AssertNext(page, "Next step: Prepare report");
    }

    [Fact]
    public async Task Confirming_a_representative_asks_how_the_authority_was_checked()
    {
        var number = (await Desk.RegisterAsync(Represented())).Value;
        var page = Draw(number, "Next step: Confirm identity");
        Assert.Equal(["IdentityCheck", "AuthorityCheck", "Subject", "Note"], Asked(page));
        await WriteAsync(page, "Note", Typed);

        await SubmitAsync(page);

        AssertBlamed(page, "AuthorityCheck");
        Assert.Equal(Typed, Value(page, "Note"));
    }

    [Fact]
    public async Task Evidence_is_a_note_or_a_file_and_the_moment_it_came()
    {
        var number = await Desk.ConfirmedAsync(RequestKind.Correction, await HeldAsync());
        var page = Draw(number, "Next step: Take in the evidence");
        Assert.Equal(["EvidenceAt", "Note", "Document"], Asked(page));

        await SubmitAsync(page);
        AssertBlamed(page, "Note");
        await WriteAsync(page, "Note", Typed);
        await WriteAsync(page, "EvidenceAt", "");
        await SubmitAsync(page);
        AssertBlamed(page, "EvidenceAt");
        Assert.Equal(Typed, Value(page, "Note"));

        await WriteAsync(page, "EvidenceAt", "2031-01-01T10:00");
        await SubmitAsync(page);
        page.WaitForAssertion(() => Assert.Contains("cannot be later than now", Read(page.Find(".field-error")), StringComparison.Ordinal));
        Assert.Equal(Typed, Value(page, "Note"));
    }

    [Fact]
    public async Task A_complaint_is_blocked_confirmed_and_stopped_in_forms_that_ask_what_was_found_and_done()
    {
        var subject = await HeldAsync();
        var number = (await Desk.RegisterAsync(Desk.Asked(subject) with { Kind = RequestKind.Complaint })).Value;
        var page = Draw(number, "Next step: Block record");
        Assert.Equal(["Reason"], Asked(page));
        Assert.Contains(subject.ToString(), Read(page.Find(".panel form")), StringComparison.Ordinal);
        await SubmitAsync(page);
        AssertNext(page, "Next step: Confirm identity");
        await SubmitAsync(page);

        AssertNext(page, "Next step: Confirm the violation");
        Assert.Equal("Confirm the violation", Read(page.Find(".panel .button-primary")));
        Assert.Equal(["Finding"], Asked(page));
        await SubmitAsync(page);
        AssertBlamed(page, "Finding");
        await WriteAsync(page, "Finding", Typed);
        await SubmitAsync(page);

        AssertNext(page, "Next step: Record that the processing stopped");
        Assert.Equal(["StoppedAt", "Measures"], Asked(page));
        Assert.Equal("2026-11-20T11:00", Value(page, "StoppedAt"));
        Assert.Equal("The record has been blocked since 20 November 2026, 11:00.", Value(page, "Measures"));
        await WriteAsync(page, "Measures", "");
        await SubmitAsync(page);
        AssertBlamed(page, "Measures");
        await WriteAsync(page, "Measures", Typed);
        await WriteAsync(page, "StoppedAt", "2031-01-01T10:00");
        await SubmitAsync(page);
        AssertBlamed(page, "StoppedAt");
        Assert.Equal(Typed, Value(page, "Measures"));
    }

    [Fact]
    public async Task Granting_a_withdrawal_asks_whether_anything_stands_against_it()
    {
        var number = await Desk.ConfirmedAsync(RequestKind.Withdrawal, await Desk.SubjectWithConsentAsync());
        var page = Draw(number, "Next step: Accept the withdrawal");
        await WriteAsync(page, "Finding", Typed);

        await SubmitAsync(page);

        AssertListed(page, "GateChecked");
        Assert.Equal(Typed, Value(page, "Finding"));
    }

    [Fact]
    public async Task A_refusal_asks_for_its_ground_and_its_reason()
    {
        var page = Draw(await Desk.RegisteredAsync(), "Next step: Confirm identity");
        await ChooseAsync(page, "Refuse with a reason");
        Assert.Equal(["Ground", "Reason", "HowToObject"], Asked(page)[..3]);
        await WriteAsync(page, "HowToObject", Typed);

        await SubmitAsync(page);
        AssertBlamed(page, "Ground");
        await WriteAsync(page, "Ground", nameof(RefusalGround.IdentityNotConfirmed));
        await SubmitAsync(page);
        AssertBlamed(page, "Reason");
        Assert.Equal(Typed, Value(page, "HowToObject"));
        Assert.Equal(nameof(RefusalGround.IdentityNotConfirmed), Value(page, "Ground"));
    }

    [Fact]
    public async Task An_answer_is_not_empty()
    {
        var page = Draw(await Desk.ConfirmedAsync(RequestKind.Information, subject: null), "Next step: Record the answer");
        Assert.Equal("Record the answer", Read(page.Find(".panel .button-primary")));

        await SubmitAsync(page);

        AssertBlamed(page, "Answer");
    }

    [Fact]
    public async Task A_withdrawal_follows_the_acts_that_the_letter_names()
    {
        var number = await Desk.ConfirmedAsync(RequestKind.Withdrawal, await Desk.SubjectWithConsentAsync());
        Assert.True((await Desk.GrantAsync(number, RequestKind.Withdrawal)).IsDone);
        var page = Draw(number, "Next step: Withdraw consent");
        page.WaitForElement("#field-Extent");
        await ChangeAsync(page, "Acts");

        await SubmitAsync(page);
        AssertListed(page, "Acts");
        await ChangeAsync(page, nameof(ConsentAct.Newsletter));
        await SubmitAsync(page);

        AssertNext(page, "Next step: Notify the applicant");
        var standing = (await Desk.Get<ReadStandingConsents>().HandleAsync(Actors.Dpo, number, CancellationToken.None)).Value;
        Assert.Equal(ConsentAct.Registration, Assert.Single(standing.Purposes.Select(one => one.Act).Distinct()));
    }

    [Fact]
    public async Task Telling_by_hand_needs_its_moment()
    {
        var number = await Desk.ConfirmedAsync(RequestKind.Information, subject: null);
        Assert.True((await Desk.AnswerAsync(number)).IsDone);
        var page = Draw(number, "Next step: Notify the applicant");
        await page.FindAll(".panel input[type=radio]")[^1].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await WriteAsync(page, "AnsweredAt", "");

        await SubmitAsync(page);

        AssertBlamed(page, "AnsweredAt");
    }

    [Fact]
    public async Task A_closed_request_is_mended_by_an_entry_that_says_something()
    {
        var number = await Desk.ConfirmedAsync(RequestKind.Information, subject: null);
        Assert.True((await Desk.AnswerAsync(number)).IsDone);
        Assert.True((await Desk.TellAsync(number)).IsDone);
        var page = Draw(number, "Next step: Close request");
        Assert.Equal(["Note"], Asked(page));
        await SubmitAsync(page);
        AssertNext(page, "Closed");

        await ChooseAsync(page, "Add a correcting entry");
        await SubmitAsync(page);
        AssertBlamed(page, "Correction");
        await WriteAsync(page, "Correction", Typed);
        await SubmitAsync(page);

        page.WaitForAssertion(() => Assert.Contains("Correcting entry by Aigerim", Read(page.Find(".timeline")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_newer_authority_is_asked_for_first_when_the_old_one_has_ended()
    {
        var number = (await Desk.RegisterAsync(Represented())).Value;
        Desk.Clock.Advance(Duration.FromDays(10));
        var page = Draw(number, "Next step: Take in a newer authority");
        Assert.Equal(["Authority", "AuthorityUntil", "AuthorityCheck"], Asked(page));

        await SubmitAsync(page);
        AssertBlamed(page, "Authority");
        await WriteAsync(page, "Authority", Typed);
        await SubmitAsync(page);
        AssertBlamed(page, "AuthorityCheck");
        Assert.Equal(Typed, Value(page, "Authority"));
    }

    [Fact]
    public async Task A_report_is_prepared_approved_and_handed_over_one_form_after_another()
    {
        var number = await Desk.RegisteredAsync();
        Assert.True((await Desk.ConfirmAsync(number)).IsDone);
        var page = Draw(number, "Next step: Prepare report");
        Assert.Equal(["Language"], Asked(page));
        await SubmitAsync(page);
        AssertNext(page, "Next step: Approve report");
        Assert.Equal("Approve report", Read(page.Find(".panel .button-primary")));
        await SubmitAsync(page);

        AssertNext(page, "Next step: Hand over report");
        await page.FindAll(".panel input[type=radio]")[^1].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await WriteAsync(page, "HandedOverAt", "");
        await SubmitAsync(page);
        AssertBlamed(page, "HandedOverAt");
    }

    [Fact]
    public async Task Adding_files_names_its_own_input_beside_that_of_the_step()
    {
        var number = await Desk.ConfirmedAsync(RequestKind.Correction, await HeldAsync());
        var page = Draw(number, "Next step: Take in the evidence");

        await page.Find("details form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("field-Document-files", page.Find("details .error-summary a").GetAttribute("data-focus")));
        Assert.Equal("true", page.Find("#field-Document-files").GetAttribute("aria-invalid"));
        Assert.Null(page.Find("#field-Document").GetAttribute("aria-invalid"));
        Assert.Empty(page.FindAll(".panel .error-summary"));
    }

    // The summary names it, hands the focus on to it, and the input says so by itself.
    private static void AssertBlamed(IRenderedComponent<RequestPage> page, string input)
    {
        AssertListed(page, input);
        Assert.Equal("true", page.Find($"#field-{input}").GetAttribute("aria-invalid"));
    }

    private static void AssertListed(IRenderedComponent<RequestPage> page, string input) =>
        page.WaitForAssertion(() =>
        {
            Assert.Equal("field-" + input, page.Find(".panel .error-summary a").GetAttribute("data-focus"));
            Assert.Equal("field-" + input, page.Find(".panel .error-summary").GetAttribute("data-hands-on"));
            Assert.NotNull(page.Find($"#field-{input}"));
        });

    private static void AssertNext(IRenderedComponent<RequestPage> page, string heading) =>
        page.WaitForAssertion(() => Assert.Equal(heading, Read(page.Find("#next-step"))));

    private static string[] Asked(IRenderedComponent<RequestPage> page) =>
        [.. page.FindAll(".panel form [id^=field-]").Select(one => one.Id!["field-".Length..]).Where(name => !name.Contains('-', StringComparison.Ordinal))];

    private static string? Value(IRenderedComponent<RequestPage> page, string input) => page.Find($"#field-{input}").GetAttribute("value");

    private static Task WriteAsync(IRenderedComponent<RequestPage> page, string input, string value) =>
        page.Find($"#field-{input}").ChangeAsync(new ChangeEventArgs { Value = value });

    private static Task ChangeAsync(IRenderedComponent<RequestPage> page, string choice) =>
        page.Find($".panel input[value={choice}]").ChangeAsync(new ChangeEventArgs { Value = true });

    private static Task SubmitAsync(IRenderedComponent<RequestPage> page) => page.Find(".panel form").SubmitAsync();

    private static Task ChooseAsync(IRenderedComponent<RequestPage> page, string step) =>
        page.FindAll(".step-choice button").Single(button => string.Equals(Read(button), step, StringComparison.Ordinal)).ClickAsync(new());

    private Task<SubjectId> HeldAsync() => Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

    private RegisterRequestCommand Represented() =>
        Desk.Asked() with
        {
            Applicant = ApplicantKind.Representative,
            RepresentativeName = "Nurlan Ospanov",
            Authority = "Power 11",
            AuthorityUntil = new LocalDate(2026, 11, 25),
        };

    private IRenderedComponent<RequestPage> Draw(RequestNumber number, string heading)
    {
        var page = Draw<RequestPage>(Actors.Dpo, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));
        AssertNext(page, heading);
        return page;
    }
}
