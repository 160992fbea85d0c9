using Bunit;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Pages;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Features.Destruction;

public sealed class DestructionPagesTests : RequestPageTest
{
    [Theory]
    [InlineData("en", "Nothing waits for destruction")]
    [InlineData("ru", "Ничто не ожидает уничтожения")]
    [InlineData("kk", "Жоюды күтіп тұрған ештеңе жоқ")]
    public void An_empty_list_says_what_will_appear(string language, string sentence)
    {
        Speak(language);
        var page = Draw<DestructionsPage>(Actors.Staff, "/destruction");

        page.WaitForAssertion(() => Assert.Contains(sentence, Read(page.Find("main, section")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_shows_what_waits_and_only_who_may_is_led_to_the_act()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);

        var page = Draw<DestructionsPage>(Actors.Dpo, "/destruction");
        page.WaitForElement("table");
        Assert.Equal($"/destruction/{subject}", page.Find("td.action a").GetAttribute("href"));
        Assert.DoesNotContain(DestructionStores.LastName, page.Markup, StringComparison.Ordinal);

        var staff = Draw<DestructionsPage>(Actors.Staff, "/destruction");
        staff.WaitForElement("table");
        Assert.Empty(staff.FindAll("td.action"));
    }

    [Fact]
    public async Task The_act_names_what_goes_and_destroys_when_the_number_is_typed()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        var page = Draw<DestroyPage>(Actors.Dpo, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));
        page.WaitForElement("form");
        Assert.Contains("Last name", Read(page.Find(".facts")), StringComparison.Ordinal);
        Assert.DoesNotContain(DestructionStores.LastName, page.Markup, StringComparison.Ordinal);

        await page.Find("form").SubmitAsync();

        Assert.Equal(2, page.FindAll(".error-summary li").Count);
        Assert.Equal(SubjectState.Active, Desk.Stores.State(subject));

        await page.Find("#field-GateChecked").ChangeAsync(new() { Value = true });
        await page.Find("#field-SubjectNumber").ChangeAsync(new() { Value = subject.ToString() });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".tombstone")));
        Assert.Contains("Nothing of S-0000001 can be restored", Read(page.Find(".tombstone")), StringComparison.Ordinal);
        Assert.Equal(SubjectState.Destroyed, Desk.Stores.State(subject));
    }

    [Fact]
    public async Task An_open_request_closes_the_form_and_is_named()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        var number = await Desk.RegisteredAsync(subject);

        var page = Draw<DestroyPage>(Actors.Dpo, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));

        page.WaitForAssertion(() => Assert.Contains($"href=\"/requests/{number}\"", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task The_number_of_a_destroyed_subject_leads_to_the_proof()
    {
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        await Desk.DestroyAsync(DestructionDesk.Command(subject));

        var page = Draw<TombstoneView>(Actors.Staff, $"/subjects/{subject}", parameters => parameters.Add(one => one.SubjectId, subject));

        page.WaitForAssertion(() => Assert.Contains("On time", Read(page.Find(".tombstone")), StringComparison.Ordinal));
        Assert.Contains(Actors.Dpo.Name, Read(page.Find(".facts")), StringComparison.Ordinal);
    }
}
