using Bunit;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Features.Destruction.Pages;
using ComplianceConsole.Features.Destruction.Statistics;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Features.Destruction.Depersonalisation;

public sealed class DepersonalisationPagesTests : RequestPageTest
{
    [Fact]
    public async Task A_selection_is_depersonalised_when_its_number_is_typed()
    {
        var subjects = await Desk.AddGroupAsync(10);
        var page = Draw<DepersonalisePage>(Actors.Dpo, "/destruction/depersonalise");
        page.WaitForElement("thead input");
        Assert.Empty(page.FindAll("form"));
        await page.Find("thead input").ChangeAsync(new() { Value = true });

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

        page.WaitForElement("form");
        Assert.Contains("leave no figures", page.Markup, StringComparison.Ordinal);
    }

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
