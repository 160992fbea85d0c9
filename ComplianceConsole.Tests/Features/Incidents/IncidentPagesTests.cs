using Bunit;
using ComplianceConsole.Features.Incidents.Pages;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Incidents;

public sealed class IncidentPagesTests : RequestPageTest
{
    [Fact]
    public async Task A_breach_is_registered_told_and_listed_with_its_clock()
    {
        var form = Draw<NewIncidentPage>(Actors.Dpo, "/incidents/new");
        await form.Find("form").SubmitAsync();
        Assert.Equal(2, form.FindAll(".error-summary li").Count);
        await form.Find("#field-IncidentWhat").ChangeAsync(new() { Value = "A laptop was stolen" });
        await form.Find("#field-IncidentConcerned").ChangeAsync(new() { Value = "Names" });
        await form.Find("form").SubmitAsync();
        Assert.EndsWith("/incidents/I-2026-000001", Page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);

        var page = Draw<IncidentPage>(Actors.Dpo, "/incidents/I-2026-000001", parameters => parameters.Add(one => one.Number, "I-2026-000001"));
        page.WaitForElement(".facts");
        await page.FindAll("form")[1].SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Authorised body notified", Read(page.Find(".facts")), StringComparison.Ordinal));

        Speak("ru");
        var list = Draw<IncidentsPage>(Actors.Dpo, "/incidents");
        list.WaitForAssertion(() => Assert.Contains("Открыт 1 инцидент", list.Markup, StringComparison.Ordinal));
    }
}
