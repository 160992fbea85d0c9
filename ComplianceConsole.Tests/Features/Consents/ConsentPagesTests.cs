using Bunit;
using ComplianceConsole.Documents;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Consents;

public sealed class ConsentPagesTests : SubjectsPageTest
{
    public ConsentPagesTests() => Page.Services.AddThirdParties().AddConsoleDocuments();

    [Fact]
    public async Task The_tab_says_what_covers_each_purpose_what_is_missing_and_offers_the_changes()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();
        await stores.WithdrawAsync(subject, new() { Purposes = ["3.2.2"], Channel = Channel.Post, At = stores.Clock.Now });

        var tab = DrawTab(subject);

        var covers = tab.FindAll(".consent-cover tbody tr").Select(Read).ToList();
        Assert.Contains("Consent: Registration", covers[0], StringComparison.Ordinal);
        Assert.Contains("Nothing: uses for it are refused", covers[1], StringComparison.Ordinal);
        Assert.Contains("whether there is a cross-border transfer", Read(tab.Find(".notice")), StringComparison.Ordinal);
        Assert.Equal(
            ["Receipt as PDF", "Receipt as JSON", "Purpose achieved", "Withdraw"],
            tab.FindAll(".consent-actions a").Select(Read), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Of_a_blocked_record_a_withdrawal_alone_is_offered()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();
        Assert.True((await stores.Block(Actors.Staff, subject)).IsDone);

        var tab = DrawTab(subject);

        Assert.Equal(["Withdraw"], tab.FindAll(".consent-actions a").Select(Read), StringComparer.Ordinal);
        Assert.Contains("clause 2.1(7)", Read(tab.Find(".notice")), StringComparison.Ordinal);
        Assert.Contains("only as part of the answer to an open request", Read(tab.Find(".notice")), StringComparison.Ordinal);

        var achieved = Draw<AchievedPage>(parameters => parameters.Add(one => one.Number, subject.ToString()));
        achieved.WaitForAssertion(() => Assert.Contains("(clause 2.1(7))", Read(achieved.Find(".notice-error")), StringComparison.Ordinal));
        Assert.Empty(achieved.FindAll("form"));
    }

    [Fact]
    public async Task Where_every_purpose_is_achieved_no_consent_is_said_to_stand()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();
        var cover = (await stores.Services.GetRequiredService<ReadConsents>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value.Cover;
        var achieved = await stores.Services.GetRequiredService<AchievePurposes>().HandleAsync(
            Actors.Dpo,
            new AchievementForm
            {
                Subjects = [subject],
                Purposes = [.. cover.Purposes.Where(purpose => purpose.Purpose.HoldsRecord).Select(purpose => purpose.Purpose.Code)],
                AchievedAt = stores.Clock.Now,
                Reason = "The programme ended",
            },
            CancellationToken.None);
        Assert.Null(achieved.Refusal);

        var tab = DrawTab(subject);

        Assert.StartsWith("No purpose is left: achieved on ", Read(tab.Find(".consent-state")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_see_the_history_and_are_offered_no_change()
    {
        await using var stores = await OpenAsync(Actors.Staff);
        var subject = await stores.AddRegisteredAsync();

        Assert.Empty(DrawTab(subject).FindAll(".consent-actions"));
    }

    [Fact]
    public async Task A_withdrawal_is_shown_before_it_is_done_and_what_is_missing_keeps_what_was_typed()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();
        var page = Draw<WithdrawPage>(parameters => parameters.Add(one => one.Number, subject.ToString()));
        page.WaitForElement("form");

        await page.Find("#field-ConsentDocument").ChangeAsync(new() { Value = "Letter 12" });
        await page.Find("form").SubmitAsync();
        Assert.Contains("Channel", Read(page.Find(".error-summary")), StringComparison.Ordinal);
        Assert.Equal("Letter 12", page.Find("#field-ConsentDocument").GetAttribute("value"));

        await page.Find("#field-Extent input[value=Whole]").ChangeAsync(new() { Value = true });
        await page.Find("#field-Channel").ChangeAsync(new() { Value = "Post" });
        await page.Find("#field-IdentityCheck").ChangeAsync(new() { Value = "IdentityDocument" });
        Assert.Equal("a.ermekova@example.kz", page.Find("#field-ReplyTo").GetAttribute("value"));
        await page.Find("#field-Language").ChangeAsync(new() { Value = "en" });
        await page.Find("form").SubmitAsync();
        Assert.Contains("to be destroyed by", Read(page.WaitForElement(".consequences")), StringComparison.Ordinal);
        Assert.Contains("will be destroyed no later than", Read(page.Find(".letter[lang=en]")), StringComparison.Ordinal);
        Assert.Equal(0, await stores.QueryAsync(db => db.Notices.CountAsync()));
        Assert.Equal(0, await stores.QueryAsync(db => db.ConsentEvents.CountAsync(row => row.Kind == ConsentEventKind.Withdrawn)));

        await page.Find(".consequences .button-danger").ClickAsync(new());
        Assert.Equal(ConsentState.Withdrawn, (await stores.QueryAsync(db => db.Subjects.SingleAsync())).ConsentState);
    }

    [Fact]
    public async Task A_consent_without_a_last_day_need_not_be_extended()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();

        var page = Draw<ExtendPage>(parameters => parameters.Add(one => one.Number, subject.ToString()));

        page.WaitForAssertion(() => Assert.Contains("No consent has a last day", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_reads_registers_sees_third_parties_and_the_responsible_person_alone_changes_them()
    {
        await using var stores = await OpenAsync(Actors.Auditor);
        Assert.True((await new SaveRecipient(stores.Operation, stores.Services.GetRequiredService<ComplianceConsole.Storage.Registers.RegisterReader>())
            .HandleAsync(Actors.Dpo, ThirdParties.RecipientDesk.Courier with { Country = "DE" }, CancellationToken.None)).IsDone);

        var page = Draw<ThirdPartiesPage>();

        page.WaitForElement("tbody tr");
        var row = Read(page.Find("tbody tr"));
        Assert.Contains("Germany", row, StringComparison.Ordinal);
        Assert.Contains("Cross-border", row, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("main a, header a, tbody a"));
    }

    [Fact]
    public async Task A_consent_is_extended_to_a_later_day_and_a_refusal_keeps_what_was_typed()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync(until: new NodaTime.LocalDate(2026, 12, 31));
        var page = Draw<ExtendPage>(parameters => parameters.Add(one => one.Number, subject.ToString()));
        page.WaitForElement("form");

        await page.Find("#field-Act input[value=Registration]").ChangeAsync(new() { Value = true });
        await page.Find("#field-Until").ChangeAsync(new() { Value = "2026-12-01" });
        await page.Find("#field-Channel").ChangeAsync(new() { Value = "Post" });
        await page.Find("#field-ConsentDocument").ChangeAsync(new() { Value = "Letter 12" });
        await page.Find("form").SubmitAsync();
        Assert.Contains("stands that long already", Read(page.Find(".error-summary")), StringComparison.Ordinal);
        Assert.Equal("Letter 12", page.Find("#field-ConsentDocument").GetAttribute("value"));

        await page.Find("#field-Until").ChangeAsync(new() { Value = "2027-12-31" });
        await page.Find("form").SubmitAsync();

        var extended = await stores.QueryAsync(db => db.ConsentEvents.SingleAsync(row => row.Kind == ConsentEventKind.Extended));
        Assert.Equal((ConsentAct.Registration, new NodaTime.LocalDate(2027, 12, 31)), (extended.Act, extended.Until!.Value));
    }

    [Fact]
    public async Task The_page_of_an_achieved_purpose_warns_where_none_remains()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Omarov"));
        await stores.AddConsentAsync(subject, ConsentStores.Consent(stores.Clock.Now, ConsentAct.Registration, ["3.2.1", "3.2.2"]));
        var page = Draw<AchievedPage>(parameters => parameters.Add(one => one.Number, subject.ToString()));
        page.WaitForElement("form");

        await page.Find("#field-Purposes input[value='3.2.1']").ChangeAsync(new() { Value = true });
        Assert.Empty(page.FindAll(".notice"));
        await page.Find("#field-Purposes input[value='3.2.2']").ChangeAsync(new() { Value = true });
        Assert.Contains("No purpose will remain", Read(page.Find(".notice")), StringComparison.Ordinal);
        await page.Find("#field-Reason").ChangeAsync(new() { Value = "The programme ended" });
        await page.Find("form").SubmitAsync();

        Assert.Equal("destroy-after-purpose", (await stores.QueryAsync(db => db.Duties.SingleAsync())).Kind);
    }

    [Theory]
    [InlineData(Role.Staff)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task The_forms_are_closed_to_every_other_role(Role role)
    {
        await using var stores = await OpenAsync(Actors.All.Single(actor => actor.Roles == role));
        var subject = await stores.AddRegisteredAsync(until: new NodaTime.LocalDate(2026, 12, 31));

        Assert.Empty(Draw<WithdrawPage>(parameters => parameters.Add(one => one.Number, subject.ToString())).FindAll("form"));
        Assert.Empty(Draw<ExtendPage>(parameters => parameters.Add(one => one.Number, subject.ToString())).FindAll("form"));
        Assert.Empty(Draw<AchievedPage>(parameters => parameters.Add(one => one.Number, subject.ToString())).FindAll("form"));
    }

    [Theory]
    [InlineData("S-0000009")]
    [InlineData("Ermekova")]
    public async Task A_number_that_nobody_has_is_told(string number)
    {
        await using var stores = await OpenAsync(Actors.Dpo);

        var page = Draw<WithdrawPage>(parameters => parameters.Add(one => one.Number, number));

        page.WaitForAssertion(() => Assert.Contains("There is no such", Read(page.Find(".notice-error")), StringComparison.Ordinal));
        Assert.DoesNotContain("Ermekova", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ConsentsTab> DrawTab(SubjectId subject)
    {
        var tab = Draw<ConsentsTab>(parameters => parameters.Add(one => one.SubjectId, subject));
        tab.WaitForElement(".timeline");
        return tab;
    }
}
