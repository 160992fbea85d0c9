using Bunit;
using ComplianceConsole.Features.Reports.Pages;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Features.Reports;

public sealed class ReportsPageTests : RequestPageTest
{
    [Fact]
    public async Task A_manager_sees_approved_reports_by_number_and_downloads_them()
    {
        await Desk.PreparedAsync();
        var approved = await Desk.ApprovedAsync();

        var page = Draw<ReportsPage>(Actors.Manager, "/reports");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.Contains(approved.ToString(), Read(page.Find("tbody")), StringComparison.Ordinal);
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);
        Assert.Equal($"/requests/{approved}/reports/1/download", page.Find("tbody form").GetAttribute("action"));
        Assert.Equal("1 approved report.", Read(page.Find(".page-head-sentence")));
    }

    [Fact]
    public async Task Without_approved_reports_it_says_what_will_appear()
    {
        var page = Draw<ReportsPage>(Actors.Manager, "/reports");
        page.WaitForElement(".empty");

        await Desk.ApprovedAsync();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
    }

    [Fact]
    public void Who_may_not_download_reports_is_told_so()
    {
        var page = Draw<ReportsPage>(Actors.Auditor, "/reports");

        Assert.Empty(page.FindAll("table, .empty"));
        Assert.NotEmpty(Read(page.Find("h1")));
    }
}
