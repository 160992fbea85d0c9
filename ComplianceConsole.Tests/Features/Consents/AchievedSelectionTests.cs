using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
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
        Assert.Equal(
            ["for 2 subjects.", "For 1 of them", "1 subject is not concerned"],
            page.FindAll(".consequences li").Select((line, index) => Read(line).Contains(s_expected[index], StringComparison.Ordinal) ? s_expected[index] : Read(line)),
            StringComparer.Ordinal);

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

    private static readonly string[] s_expected = ["for 2 subjects.", "For 1 of them", "1 subject is not concerned"];

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
