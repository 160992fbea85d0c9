using Bunit;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests.Pages;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

public sealed class RequestPagesTests : RequestPageTest
{
    [Fact]
    public async Task The_register_shows_names_to_staff_and_none_to_a_manager()
    {
        await Desk.RegisteredAsync();

        var staff = Draw<RequestsPage>(Actors.Staff, "/requests");
        staff.WaitForAssertion(() => Assert.Contains("Aruzhan Ermekova", Read(staff.Find("table")), StringComparison.Ordinal));
        Assert.Equal("New request", Read(staff.Find(".page-head button")));

        var manager = Draw<RequestsPage>(Actors.Manager, "/requests");
        manager.WaitForAssertion(() => Assert.Contains("R-2026-000001", Read(manager.Find("table")), StringComparison.Ordinal));
        Assert.DoesNotContain("Ermekova", manager.Markup, StringComparison.Ordinal);
        Assert.Empty(manager.FindAll(".page-head button"));
    }

    [Fact]
    public async Task The_filters_of_the_address_are_applied_and_kept_in_its_links()
    {
        await Desk.RegisteredAsync();

        var page = Draw<RequestsPage>(Actors.Auditor, "/requests?state=overdue&kind=disclosure");

        page.WaitForAssertion(() => Assert.Contains("No requests here", Read(page.Find(".empty")), StringComparison.Ordinal));
        Assert.Equal("Overdue", Read(page.Find(".tabs [aria-current]")));
        Assert.Equal("/requests?kind=disclosure", page.Find(".tabs a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_request_registered_elsewhere_appears_by_itself()
    {
        var page = Draw<RequestsPage>(Actors.Auditor, "/requests");
        page.WaitForElement(".empty");

        await Desk.RegisteredAsync();

        page.WaitForAssertion(() => Assert.Contains("R-2026-000001", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_step_is_offered_to_who_may_take_it_and_the_following_one_after_it()
    {
        var number = await Desk.RegisteredAsync();
        var page = Draw<RequestPage>(Actors.Dpo, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));
        page.WaitForElement("#next-step");
        Assert.Equal("Next step: Confirm identity", Read(page.Find("#next-step")));

        await page.Find(".panel form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Next step: Prepare report", Read(page.Find("#next-step"))));
        Assert.Equal("Prepare report", Read(page.Find(".panel .button-primary")));
        Assert.Contains("Identity confirmed by Aigerim", Read(page.Find(".timeline")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_handle_requests_is_offered_no_step_and_told_whose_it_is()
    {
        var number = await Desk.RegisteredAsync();

        var page = Draw<RequestPage>(Actors.Staff, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));

        page.WaitForElement(".timeline");
        Assert.Equal("Next step: Confirm identity The responsible person takes this step.", Read(page.Find(".panel")));
        Assert.Empty(page.FindAll(".panel button, .step-choice button[disabled]"));
        Assert.Contains("a•••@example.kz", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_step_says_why_and_keeps_what_was_typed()
    {
        var number = (await Desk.RegisterAsync(Desk.Asked() with { IdentityCheck = IdentityCheck.NotYet })).Value;
        var page = Draw<RequestPage>(Actors.Dpo, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));
        page.WaitForElement("#next-step");
        await page.Find("#field-Note").ChangeAsync(new ChangeEventArgs { Value = "Seen at the counter" });

        await page.Find(".panel form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("true", page.Find("#field-IdentityCheck").GetAttribute("aria-invalid")));
        Assert.Equal("Seen at the counter", page.Find("#field-Note").GetAttribute("value"));
    }

    [Fact]
    public void A_number_that_does_not_exist_is_told_in_words()
    {
        var page = Draw<RequestPage>(Actors.Dpo, "/requests/nonsense", parameters => parameters.Add(one => one.NumberText, "nonsense"));

        page.WaitForAssertion(() => Assert.Contains("There is no such request", Read(page.Find("[role=alert]")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_approved_report_can_be_downloaded_by_a_manager_and_a_prepared_one_cannot()
    {
        var number = await Desk.PreparedAsync();
        var page = Draw<RequestPage>(Actors.Manager, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));
        page.WaitForElement(".report-list");
        Assert.Empty(page.FindAll(".report-actions"));
        Assert.Contains("Not approved yet", Read(page.Find(".report-list")), StringComparison.Ordinal);

        await Desk.ApproveAsync(number);

        page.WaitForAssertion(() => Assert.Equal("Download PDF", Read(page.Find(".report-actions button"))));
        Assert.Equal($"/requests/{number}/reports/1/download", page.Find(".report-actions form").GetAttribute("action"));
    }

    [Fact]
    public async Task A_form_with_gaps_names_them_all_and_a_complete_one_leads_to_the_request()
    {
        var subject = await Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var page = Draw<NewRequestPage>(Actors.Staff, $"/requests/new?subject={subject}");
        Assert.Equal(subject.ToString(), page.Find("#field-Subject").GetAttribute("value"));

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".error-summary li").Count));

        await page.Find("#field-ApplicantName").ChangeAsync(new ChangeEventArgs { Value = "Aruzhan Ermekova" });
        await page.Find("#field-ReplyTo").ChangeAsync(new ChangeEventArgs { Value = "a.ermekova@example.kz" });
        await page.Find("form").SubmitAsync();

        var navigation = Page.Services.GetRequiredService<NavigationManager>();
        page.WaitForAssertion(() => Assert.EndsWith("/requests/R-2026-000001", navigation.Uri, StringComparison.Ordinal));
        Assert.Equal(subject, (await Desk.ReadAsync(new RequestNumber(2026, 1))).Subject);
    }

    [Fact]
    public async Task What_a_representative_must_say_is_asked_of_a_representative_alone()
    {
        var page = Draw<NewRequestPage>(Actors.Staff, "/requests/new");
        Assert.Empty(page.FindAll("#field-Authority"));

        await page.Find("#field-Applicant").ChangeAsync(new ChangeEventArgs { Value = nameof(ApplicantKind.Representative) });

        Assert.Single(page.FindAll("#field-Authority"));
        Assert.Equal("Name of the subject", Read(page.Find("label[for=field-ApplicantName]")));
    }

    [Fact]
    public async Task A_number_typed_says_how_the_record_stands_and_shows_nobodys_name()
    {
        var subject = await Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await Desk.BlockAsync(subject);
        var page = Draw<NewRequestPage>(Actors.Staff, "/requests/new");

        await page.Find("#field-Subject").ChangeAsync(new ChangeEventArgs { Value = subject.ToString() });
        page.WaitForAssertion(() => Assert.Contains($"{subject}: Record blocked", Read(page.Find("form")), StringComparison.Ordinal));
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);

        await page.Find("#field-Subject").ChangeAsync(new ChangeEventArgs { Value = "S-0009999" });
        page.WaitForAssertion(() => Assert.Contains("Nobody is held under S-0009999", Read(page.Find("form")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_is_known_by_its_letter_and_has_no_identity_document()
    {
        var page = Draw<NewRequestPage>(Actors.Staff, "/requests/new");
        await page.Find("#field-IdentityCheck").ChangeAsync(new ChangeEventArgs { Value = nameof(IdentityCheck.IdentityDocument) });

        await page.Find("#field-Applicant").ChangeAsync(new ChangeEventArgs { Value = nameof(ApplicantKind.AuthorisedBody) });

        Assert.Equal("Name of the authorised body", Read(page.Find("label[for=field-ApplicantName]")));
        Assert.Equal(
            ["Not checked yet", "Letter signed electronically", "Letter from the body's known address", "Official letter with number and seal or signature"],
            page.FindAll("#field-IdentityCheck option").Select(Read),
            StringComparer.Ordinal);
        Assert.Equal(nameof(IdentityCheck.NotYet), page.Find("#field-IdentityCheck").GetAttribute("value"));
    }

    [Fact]
    public async Task A_letter_laid_out_already_is_not_laid_out_again_but_told_in_another_way()
    {
        var number = await Desk.RegisteredAsync();
        Assert.True((await Desk.RefuseAsync(number)).IsDone);
        Assert.True((await Desk.WriteAsync(number)).IsDone);

        var page = Draw<RequestPage>(Actors.Dpo, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));

        page.WaitForAssertion(() => Assert.Equal(["Tell the applicant in another way"], page.FindAll(".step-choice button").Select(Read).Where(name => name.Contains("applicant", StringComparison.Ordinal)), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_a_representative_it_is_said_who_is_who()
    {
        var number = (await Desk.RegisterAsync(Desk.Asked() with
        {
            Applicant = ApplicantKind.Representative,
            RepresentativeName = "Dana Ospanova",
            Authority = "Power of attorney 12",
            AuthorityCheck = AuthorityCheck.Original,
        })).Value;

        var page = Draw<RequestPage>(Actors.Dpo, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));

        page.WaitForElement("#next-step");
        var names = page.FindAll(".facts dt").Select(Read).ToList();
        Assert.Contains("Name of the subject", names, StringComparer.Ordinal);
        Assert.Contains("Name of the representative", names, StringComparer.Ordinal);
        Assert.DoesNotContain("Name of who asks", names, StringComparer.Ordinal);
        Assert.Contains("Language of the answer", names, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Without_a_mail_server_the_letter_that_waits_is_named_and_is_to_be_posted()
    {
        var number = await Desk.ApprovedAsync();
        Assert.True((await Desk.SendReportAsync(number)).IsDone);

        var page = Draw<RequestPage>(Actors.Dpo, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));

        page.WaitForAssertion(() => Assert.Contains("no mail server is set: print it and post it", Read(page.Find(".panel")), StringComparison.Ordinal));
        Assert.StartsWith("/notices/", page.Find(".panel a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_of_the_organisations_own_wears_no_applicants_words()
    {
        var page = Draw<NewRequestPage>(Actors.Staff, "/requests/new");
        await page.Find("#field-Applicant").ChangeAsync(new ChangeEventArgs { Value = nameof(ApplicantKind.Organisation) });
        Assert.Empty(page.FindAll("#field-Kind"));
        Assert.Empty(page.FindAll("#field-Channel"));
        Assert.Equal("Who found it", Read(page.Find("label[for=field-ApplicantName]")));
        await page.Find("#field-ApplicantName").ChangeAsync(new ChangeEventArgs { Value = "Internal audit" });
        await page.Find("form").SubmitAsync();
        var number = new RequestNumber(2026, 1);
        Assert.Equal([RequestKind.Complaint], (await Desk.ReadAsync(number)).Matters.Select(matter => matter.Kind));

        var shown = Draw<RequestPage>(Actors.Dpo, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));

        shown.WaitForElement("#next-step");
        foreach (var word in (string[])["Complaint", "complaint", "applicant", "Language", "How identity was checked"])
        {
            Assert.DoesNotContain(
                word, Read(shown.Find(".page-head")) + Read(shown.Find(".facts")) + Read(shown.Find(".panel")) + Read(shown.Find(".matter-list")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_subjects_requests_are_listed_without_names()
    {
        var subject = await Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await Desk.RegisteredAsync(subject);
        await Desk.RegisteredAsync();

        var tab = Draw<SubjectRequests>(Actors.Staff, $"/subjects/{subject}/requests", parameters => parameters.Add(one => one.SubjectId, subject));

        tab.WaitForAssertion(() => Assert.Single(tab.FindAll("tbody tr")));
        Assert.DoesNotContain("Ermekova", tab.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_can_be_asked_why_this_date()
    {
        var number = (await Desk.RegisterAsync(Desk.Asked() with { ReceivedAt = Instant.FromUtc(2026, 3, 6, 5, 0) })).Value;
        var page = Draw<RequestPage>(Actors.Auditor, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));
        page.WaitForElement(".clock");

        await page.Find(".clock .link-button").ClickAsync(new());

        Assert.Contains("26 March 2026, Thursday", Read(page.Find(".why")), StringComparison.Ordinal);
        Assert.Contains("20 March 2026, Friday", Read(page.Find(".facts")), StringComparison.Ordinal);
    }
}
