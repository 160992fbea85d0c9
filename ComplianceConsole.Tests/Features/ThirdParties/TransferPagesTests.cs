using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.ThirdParties;

/// <summary>The pages of third parties and transfers, drawn.</summary>
public sealed class TransferPagesTests : SubjectsPageTest
{
    public TransferPagesTests() => Page.Services.AddThirdParties();

    private NavigationManager Navigation => Page.Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Without_a_subject_the_page_asks_for_one()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var page = DrawTransfer(subject: null);

        Assert.Equal("Record a transfer", Read(page.Find("h1")));
        Assert.Empty(page.FindAll(".notice-error"));
        await page.Find("#field-Subject").ChangeAsync(new() { Value = "Ermekova" });
        await page.Find("form").SubmitAsync();
        Assert.Contains("not written as expected", Read(page.Find(".error-summary")), StringComparison.Ordinal);

        await page.Find("#field-Subject").ChangeAsync(new() { Value = " s-1 " });
        await page.Find("form").SubmitAsync();
        Assert.EndsWith("/third-parties/transfer?subject=S-0000001", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_told_and_another_is_asked_for()
    {
        await using var stores = await OpenAsync(Actors.Dpo);

        var page = DrawTransfer("S-0000007");

        Assert.Contains("There is no such", Read(page.WaitForElement(".notice-error")), StringComparison.Ordinal);
        Assert.NotNull(page.Find("#field-Subject"));
    }

    [Fact]
    public async Task Only_what_is_covered_needed_and_held_can_be_chosen_and_is_recorded()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();
        await AddCourierAsync(["3.2.2", "3.2.3"]);
        await stores.WithdrawAsync(subject, new() { Purposes = ["3.2.2"], Channel = Channel.Post, At = stores.Clock.Now });
        var page = DrawTransfer(subject.ToString());
        page.WaitForElement("form");

        await page.Find("#field-Recipient").ChangeAsync(new() { Value = "1" });
        Assert.Equal(["", "3.2.3"], page.FindAll("#field-Purpose option").Select(option => option.GetAttribute("value")), StringComparer.Ordinal);
        await page.Find("#field-Purpose").ChangeAsync(new() { Value = "3.2.3" });
        Assert.Equal(
            [FieldCode.LastName, FieldCode.FirstName],
            page.FindAll("#field-Fields input").Select(input => input.GetAttribute("value")), StringComparer.Ordinal);
        await page.Find("form").SubmitAsync();
        Assert.Contains("choose one", Read(page.Find(".error-summary")), StringComparison.Ordinal);

        await page.Find($"#field-Fields input[value={FieldCode.LastName}]").ChangeAsync(new() { Value = true });
        await page.Find("form").SubmitAsync();
        Assert.Equal(FieldCode.LastName, (await stores.QueryAsync(db => db.Transfers.SingleAsync())).Fields);
        Assert.EndsWith($"/subjects/{subject}/transfers", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_covers_what_the_third_party_receives_for_the_page_says_so()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();
        await AddCourierAsync(["3.2.3"]);
        await stores.WithdrawAsync(subject, new() { Channel = Channel.Post, At = stores.Clock.Now });
        var page = DrawTransfer(subject.ToString());
        page.WaitForElement("form");

        await page.Find("#field-Recipient").ChangeAsync(new() { Value = "1" });

        Assert.Contains("nothing may be handed over", Read(page.Find(".notice")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#field-Purpose"));
    }

    [Fact]
    public async Task A_transfer_refused_meanwhile_says_that_it_was_not_recorded()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var subject = await stores.AddRegisteredAsync();
        await AddCourierAsync(["3.2.3"]);
        var page = DrawTransfer(subject.ToString());
        page.WaitForElement("form");
        await page.Find("#field-Recipient").ChangeAsync(new() { Value = "1" });
        await page.Find("#field-Purpose").ChangeAsync(new() { Value = "3.2.3" });
        await page.Find($"#field-Fields input[value={FieldCode.LastName}]").ChangeAsync(new() { Value = true });
        await stores.WithdrawAsync(subject, new() { Purposes = ["3.2.3"], Channel = Channel.Post, At = stores.Clock.Now });

        await page.Find("form").SubmitAsync();

        var told = Read(page.WaitForElement(".notice-error"));
        Assert.Contains("nothing was recorded", told, StringComparison.Ordinal);
        Assert.Contains("what you typed is kept", told, StringComparison.Ordinal);
        Assert.True(page.Find($"#field-Fields input[value={FieldCode.LastName}]").HasAttribute("checked"));
    }

    [Fact]
    public async Task A_third_party_is_added_on_its_page_and_what_is_missing_is_told_at_once()
    {
        await using var stores = await OpenAsync(Actors.Dpo);
        var page = Draw<RecipientPage>();
        page.WaitForElement("form");

        await page.Find("form").SubmitAsync();
        Assert.Equal(
            ["RecipientName", "RecipientEmail", "RecipientAddress", "PurposeGround", "ContractNumber", "Purposes", "Fields"],
            page.FindAll(".error-summary a").Select(link => link.GetAttribute("href")!.Split("#field-")[1]), StringComparer.Ordinal);

        foreach (var (field, value) in new[]
                 {
                     ("RecipientName", "Zhetkizu LLP"), ("RecipientEmail", "privacy@zhetkizu.example"), ("RecipientAddress", "Almaty, Abay 1"),
                     ("PurposeGround", "consent"), ("ContractNumber", "12"), ("ContractDate", "2026-01-10"),
                 })
        {
            await page.Find("#field-" + field).ChangeAsync(new() { Value = value });
        }

        await page.Find("#field-Purposes input[value='3.2.3']").ChangeAsync(new() { Value = true });
        await page.Find($"#field-Fields input[value={FieldCode.LastName}]").ChangeAsync(new() { Value = true });
        await page.Find("form").SubmitAsync();

        Assert.Equal("Zhetkizu LLP", (await stores.QueryAsync(db => db.Recipients.SingleAsync())).Name);
        var list = Draw<ThirdPartiesPage>();
        Assert.Contains("contract No. 12 of 10 January 2026", Read(list.WaitForElement("tbody tr")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Staff)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task The_forms_are_closed_to_every_other_role(Role role)
    {
        var actor = Actors.All.Single(one => one.Roles == role);
        await using var stores = await OpenAsync(actor);
        var subject = await stores.AddRegisteredAsync();

        Assert.Empty(DrawTransfer(subject.ToString()).FindAll("form"));
        Assert.Empty(Draw<RecipientPage>().FindAll("form"));
        Assert.IsType<NotAllowed>((await Get<StartTransfer>().HandleAsync(actor, subject, CancellationToken.None)).Refusal);
        Assert.IsType<NotAllowed>(
            (await Get<SaveRecipient>().HandleAsync(actor, RecipientDesk.Courier, CancellationToken.None)).Refusal);
        Assert.IsType<NotAllowed>(
            (await Get<RecordTransfer>().HandleAsync(actor, stores.Transfer(subject, 1), CancellationToken.None)).Refusal);
    }

    private async Task AddCourierAsync(string[] purposes) =>
        Assert.True((await Get<SaveRecipient>()
            .HandleAsync(Actors.Dpo, RecipientDesk.Courier with { Purposes = purposes }, CancellationToken.None)).IsDone);

    private T Get<T>()
        where T : notnull => Page.Services.GetRequiredService<T>();

    private IRenderedComponent<TransferPage> DrawTransfer(string? subject)
    {
        Navigation.NavigateTo("/third-parties/transfer" + (subject is null ? "" : "?subject=" + subject));
        return Draw<TransferPage>();
    }
}
