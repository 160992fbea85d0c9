using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Consents;

/// <summary>Purposes achieved for a selection of subjects.</summary>
public sealed class AchievedSelectionTests : SubjectsPageTest
{
    [Fact]
    public async Task The_page_says_how_many_and_what_follows_and_records_it_for_those_alone_to_whom_it_applies()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var more = await stores.AddRegisteredAsync();
        var ending = await AddAsync(stores, "Omarov", ["3.2.1", "3.2.2"]);
        var other = await AddAsync(stores, "Bolatov", ["3.2.5"]);
        var page = DrawFor(more, ending, other);
        page.WaitForElement("form");

        Assert.Contains("3 subjects are selected", Read(page.Find("header")), StringComparison.Ordinal);
        await page.Find("#field-Purposes input[value='3.2.1']").ChangeAsync(new() { Value = true });
        await page.Find("#field-Purposes input[value='3.2.2']").ChangeAsync(new() { Value = true });
        var who = Read(page.Find(".consequences"));
        Assert.Contains("2 of 3 have all of these purposes", who, StringComparison.Ordinal);
        Assert.Contains("For 1 of them", who, StringComparison.Ordinal);
        Assert.Contains("1 other is left untouched", who, StringComparison.Ordinal);
        Assert.Contains("not processed for 3.2.1, 3.2.2", who, StringComparison.Ordinal);
        Assert.Contains(other.ToString(), Read(page.Find(".consequences li li")), StringComparison.Ordinal);
        Assert.Equal("Record it for 2 subjects", Read(page.Find("button[type=submit]")));

        await page.Find("form").SubmitAsync();
        Assert.Contains("fill this in", Read(page.Find(".error-summary")), StringComparison.Ordinal);
        await page.Find("#field-Reason").ChangeAsync(new() { Value = "The programme ended" });
        await page.Find("form").SubmitAsync();

        Assert.Equal(
            [more.Number, ending.Number],
            await stores.QueryAsync(db => db.ConsentEvents
                .Where(row => row.Kind == ConsentEventKind.PurposeAchieved).Select(row => row.SubjectId).OrderBy(id => id).ToListAsync()));
        Assert.Equal(ending.Number, (await stores.QueryAsync(db => db.Duties.SingleAsync())).SubjectId);
        Assert.Contains((await stores.EntriesAsync()), entry => entry.Operation is "purpose.achieve");
        Assert.Empty(page.FindAll("form"));
        var result = Read(page.Find("main, .consequences"));
        Assert.Contains("Recorded for 2 of 3", result, StringComparison.Ordinal);
        Assert.Contains(other.ToString(), result, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("a[href='/destruction']"));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(226, false)]
    public async Task More_than_one_use_case_takes_is_said_at_the_button_and_the_selection_stays(int count, bool isOpen)
    {
        await using var stores = await OpenAsync(Actors.Dpo);

        var link = Draw<AchievedSelectionLink>(parameters => parameters.Add(
            one => one.Subjects, [.. Enumerable.Range(1, count).Select(number => new SubjectId(number))]));

        Assert.Equal(isOpen, link.FindAll("a").Count == 1);
        Assert.Equal(isOpen, link.FindAll("button[disabled]").Count == 0);
        Assert.Equal(!isOpen, link.Markup.Contains("200 records at most at a time. Take 26 out of the selection first.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nobody_has_all_of_them_nothing_can_be_recorded_and_whose_record_is_closed_is_named()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var one = await AddAsync(stores, "Omarov", ["3.2.1"]);
        var other = await AddAsync(stores, "Bolatov", ["3.2.5"]);
        var gone = await stores.AddSubjectAsync((FieldCode.LastName, "Serikov"));
        Assert.True((await stores.DecideAsync(gone)).IsDone);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(gone, CancellationToken.None));
        var page = DrawFor(one, other, gone);
        page.WaitForElement("form");

        await page.Find("#field-Purposes input[value='3.2.1']").ChangeAsync(new() { Value = true });
        await page.Find("#field-Purposes input[value='3.2.5']").ChangeAsync(new() { Value = true });

        Assert.True(page.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Contains("0 of 3", Read(page.Find(".consequences")), StringComparison.Ordinal);
        Assert.Contains("the record is not open to it", Read(page.Find(".consequences")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Staff)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task It_is_closed_to_every_other_role(Role role)
    {
        var actor = Actors.All.Single(one => one.Roles == role);
        await using var stores = await OpenAsync(actor);
        var subject = await stores.AddRegisteredAsync();

        Assert.Empty(DrawFor(subject).FindAll("form"));
        Assert.IsType<NotAllowed>(
            (await Page.Services.GetRequiredService<PlanAchievement>().HandleAsync(actor, [subject], CancellationToken.None)).Refusal);
    }

    private static async Task<SubjectId> AddAsync(TestStores stores, string name, IReadOnlyList<string> purposes)
    {
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, name));
        await stores.AddConsentAsync(subject, ConsentStores.Consent(stores.Clock.Now, ConsentAct.Registration, purposes));
        return subject;
    }

    private IRenderedComponent<AchievedSelectionPage> DrawFor(params SubjectId[] subjects)
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo("/consents/achieved?of=" + string.Join(',', subjects));
        return Draw<AchievedSelectionPage>();
    }
}
