using Bunit;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Reports.Pages;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Requests.Pages;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>A request's page draws every clock that began with it, by name, and offers nobody what would be refused.</summary>
public sealed class RequestChainsTests : RequestPageTest
{
    [Fact]
    public async Task A_withdrawal_draws_the_destruction_that_follows_it()
    {
        var number = await Desk.ConfirmedAsync(RequestKind.Withdrawal, await Desk.SubjectWithConsentAsync());
        Assert.True((await Desk.GrantAsync(number, RequestKind.Withdrawal)).IsDone);
        var page = Draw(number);
        page.WaitForAssertion(() => Assert.Contains("Then, where no purpose remains: destroy the data", Read(page.Find(".matter-list")), StringComparison.Ordinal));

        var command = new FollowWithdrawalCommand(number, await Desk.VersionAsync(number), []);
        Assert.True((await Desk.Get<FollowWithdrawal>().HandleAsync(Actors.Dpo, command, CancellationToken.None)).IsDone);

        page.WaitForAssertion(() => Assert.Equal(
            ["Answer a withdrawal of consent Policy 4.5, 9.6; Law, article 8(7)", "Destroy after the purpose is achieved Policy 9.7"],
            Names(page)));
        Assert.DoesNotContain("Then, ", Read(page.Find(".matter-list")), StringComparison.Ordinal);
        Assert.Contains("Destroy after the purpose is achieved", Read(page.Find(".facts")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_of_several_clocks_of_a_complaint_has_its_name()
    {
        var subject = await Desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = (await Desk.RegisterAsync(Desk.Asked(subject) with { Kind = RequestKind.Complaint })).Value;
        Assert.True((await Desk.BlockOnComplaintAsync(number)).IsDone);
        Assert.True((await Desk.ConfirmAsync(number)).IsDone);
        Assert.True((await Desk.GrantAsync(number, RequestKind.Complaint)).IsDone);

        var page = Draw(number);

        page.WaitForAssertion(() => Assert.Equal(
            ["Block on a complaint Law, article 25", "Stop unlawful processing Policy 9.6"], Names(page)));
        Assert.Contains("Record blocked", Read(page.Find(".page-head")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".notice-warning"));
        Assert.DoesNotContain("(Complaint)", Read(page.Find(".timeline")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_done_now_does_not_read_as_done()
    {
        var number = await Desk.ConfirmedAsync(RequestKind.Information, subject: null);
        Assert.True((await Desk.AnswerAsync(number)).IsDone);

        var page = Draw(number);

        page.WaitForAssertion(() => Assert.Equal("Now: notify the applicant", Read(page.Find(".page-head .chip"))));
        Assert.Equal("Now: notify the applicant", Read(page.Find(".path [aria-current=step]")));
        Assert.Contains("sets no term", Read(page.Find(".matter-list")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_is_not_offered_the_report_of_a_blocked_record_and_the_responsible_person_is()
    {
        var subject = await Desk.SubjectWithConsentAsync();
        var number = await Desk.ApprovedAsync(subject);
        await Desk.BlockAsync(subject);

        Assert.IsType<RecordBlocked>(Assert.Single((await Desk.ReadAsync(number, Actors.Manager)).Reports).Closed);
        Assert.Null(Assert.Single((await Desk.ReadAsync(number)).Reports).Closed);
        Assert.IsType<RecordBlocked>(
            (await Desk.Get<OpenReport>().DownloadAsync(Actors.Manager, number, 1, CancellationToken.None)).Refusal);

        var list = Draw<ReportsPage>(Actors.Manager, "/reports");
        list.WaitForAssertion(() => Assert.Contains("The record is blocked", Read(list.Find("tbody")), StringComparison.Ordinal));
        Assert.Empty(list.FindAll("tbody button"));
        var own = Draw<ReportsPage>(Actors.Dpo, "/reports");
        own.WaitForAssertion(() => Assert.Single(own.FindAll("tbody button")));
    }

    [Fact]
    public async Task The_register_says_whose_step_is_next_where_the_reader_may_not_take_it()
    {
        await Desk.RegisteredAsync();

        var staff = Draw<RequestsPage>(Actors.Staff, "/requests");
        staff.WaitForAssertion(() => Assert.Contains("next, by the responsible person: confirm identity", Read(staff.Find("tbody")), StringComparison.Ordinal));
        var dpo = Draw<RequestsPage>(Actors.Dpo, "/requests");
        dpo.WaitForAssertion(() => Assert.Contains("next: confirm identity", Read(dpo.Find("tbody")), StringComparison.Ordinal));
    }

    private static string[] Names(IRenderedComponent<RequestPage> page) => [.. page.FindAll(".duty-name").Select(Read)];

    private IRenderedComponent<RequestPage> Draw(RequestNumber number) =>
        Draw<RequestPage>(Actors.Dpo, $"/requests/{number}", parameters => parameters.Add(one => one.NumberText, number.ToString()));
}
