using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Features.Destruction.Pages;
using ComplianceConsole.Features.Destruction.Statistics;
using ComplianceConsole.Settings;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Features.Destruction.Depersonalisation;

public sealed class DepersonalisationPagesTests : RequestPageTest
{
    private static readonly Actor s_second = new("dpo-2", "Dinara", Role.ResponsiblePerson);

    [Fact]
    public async Task A_selection_is_depersonalised_when_its_number_is_typed()
    {
        var subjects = await Desk.AddGroupAsync(10);
        var page = Draw<DepersonalisePage>(Actors.Dpo, "/destruction/depersonalise");
        page.WaitForElement("thead input");
        Assert.Empty(page.FindAll("form"));
        await page.Find("thead input").ChangeAsync(new() { Value = true });
        Assert.Empty(page.FindAll("form"));
        await PreviewAsync(page);
        Assert.Contains("nothing would be suppressed", Read(page.Find("#confirm-title").ParentElement!), StringComparison.Ordinal);

        await page.Find("form").SubmitAsync();

        Assert.Equal(2, page.FindAll(".error-summary li").Count);
        await page.Find("#field-DepersonaliseGate").ChangeAsync(new() { Value = true });
        await page.Find("#field-DepersonaliseCount").ChangeAsync(new() { Value = "10" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("10 records are depersonalised", Read(page.Find("main, .notice")), StringComparison.Ordinal));
        Assert.Equal(SubjectState.Depersonalised, Desk.Stores.State(subjects[9]));
        var figures = Draw<StatisticsPage>(Actors.Manager, "/reports/statistics");
        figures.WaitForElement("tbody tr");
        Assert.Contains("Almaty", Read(figures.Find("tbody")), StringComparison.Ordinal);
        var tombstone = Draw<TombstoneView>(Actors.Staff, $"/subjects/{subjects[0]}", parameters => parameters.Add(one => one.SubjectId, subjects[0]));
        tombstone.WaitForAssertion(() => Assert.Contains("depersonalised together: 10", Read(tombstone.Find(".tombstone")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_destruction_of_one_record_leads_here_with_it_chosen_and_says_that_one_leaves_no_figures()
    {
        var subject = await Desk.AddAsync(DepersonalisationDesk.InAlmaty);
        var destroy = Draw<DestroyPage>(Actors.Dpo, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));
        destroy.WaitForElement("form");
        Assert.Contains($"href=\"/destruction/depersonalise?subject={subject}\"", destroy.Markup, StringComparison.Ordinal);

        var page = Draw<DepersonalisePage>(Actors.Dpo, $"/destruction/depersonalise?subject={subject}");

        page.WaitForElement("#confirm-title");
        Assert.Empty(page.FindAll("form"));
        await PreviewAsync(page);
        Assert.Contains("With k = 5 the only record would be suppressed", page.Markup, StringComparison.Ordinal);
        Assert.Equal(SubjectState.Active, Desk.Stores.State(subject));
    }

    [Fact]
    public async Task What_would_remain_is_of_the_very_records_that_are_chosen()
    {
        await Desk.AddGroupAsync(10);
        var page = Draw<DepersonalisePage>(Actors.Dpo, "/destruction/depersonalise");
        page.WaitForElement("thead input");
        await page.Find("thead input").ChangeAsync(new() { Value = true });
        await PreviewAsync(page);
        page.WaitForElement("form");

        await page.Find("tbody input").ChangeAsync(new() { Value = false });

        Assert.Empty(page.FindAll("form"));
        await PreviewAsync(page);
        Assert.Contains("With k = 5 the combinations of all 9 records would be suppressed", page.Markup, StringComparison.Ordinal);
        page.WaitForElement("form");
    }

    [Fact]
    public async Task Where_two_are_needed_a_group_is_proposed_and_another_approves_it_after_seeing_what_would_remain()
    {
        Desk.Get<DestructionSettings>().SecondApproval = true;
        var subjects = await Desk.AddGroupAsync(10);
        var page = Draw<DepersonalisePage>(Actors.Dpo, "/destruction/depersonalise");
        page.WaitForElement("thead input");
        await page.Find("thead input").ChangeAsync(new() { Value = true });
        await PreviewAsync(page);
        await page.Find("#field-DepersonaliseGate").ChangeAsync(new() { Value = true });
        await page.Find("#field-DepersonaliseCount").ChangeAsync(new() { Value = "10" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("10 records are proposed to be depersonalised together", page.Markup, StringComparison.Ordinal));
        Assert.Equal(SubjectState.Active, Desk.Stores.State(subjects[0]));

        var own = Draw<ApprovalsPage>(Actors.Dpo, "/destruction/approvals");
        own.WaitForElement("details");
        Assert.Empty(own.FindAll("input"));
        var today = Draw<ApprovalsToday>(s_second, "/");
        today.WaitForAssertion(() => Assert.Contains("Depersonalise 10 records together", today.Markup, StringComparison.Ordinal));

        var approver = Draw<ApprovalsPage>(s_second, "/destruction/approvals");
        approver.WaitForElement("details");
        await PreviewAsync(approver);
        await approver.Find("input[type=checkbox]").ChangeAsync(new() { Value = true });
        await approver.Find("input[inputmode=numeric]").ChangeAsync(new() { Value = "10" });
        await approver.Find("input[inputmode=numeric]").Closest("form")!.SubmitAsync();

        approver.WaitForAssertion(() => Assert.Contains("10 records are depersonalised", approver.Markup, StringComparison.Ordinal));
        Assert.Equal(SubjectState.Depersonalised, Desk.Stores.State(subjects[9]));
    }

    private static Task PreviewAsync<TPage>(IRenderedComponent<TPage> page)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        page.FindAll("button").First(button => Read(button).StartsWith("Work out", StringComparison.Ordinal)).ClickAsync();

    [Theory]
    [InlineData("en", "No record can be depersonalised", "No figures yet")]
    [InlineData("ru", "Нет записей для обезличивания", "Показателей пока нет")]
    [InlineData("kk", "Иесіздендіруге болатын жазба жоқ", "Әзірге көрсеткіш жоқ")]
    public void Where_there_is_nothing_the_pages_say_what_will_appear(string language, string records, string figures)
    {
        Speak(language);

        var page = Draw<DepersonalisePage>(Actors.Dpo, "/destruction/depersonalise");
        page.WaitForAssertion(() => Assert.Contains(records, page.Markup, StringComparison.Ordinal));
        var statistics = Draw<StatisticsPage>(Actors.Manager, "/reports/statistics");
        statistics.WaitForAssertion(() => Assert.Contains(figures, statistics.Markup, StringComparison.Ordinal));
    }
}
