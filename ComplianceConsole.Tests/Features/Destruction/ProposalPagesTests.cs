using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Pages;
using ComplianceConsole.Settings;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Features.Destruction;

public sealed class ProposalPagesTests : RequestPageTest
{
    private static readonly Actor s_second = new("dpo-2", "Dinara", Role.ResponsiblePerson);

    [Fact]
    public async Task It_is_proposed_seen_on_the_first_page_rejected_with_a_reason_and_approved_by_another()
    {
        Desk.Get<DestructionSettings>().SecondApproval = true;
        var subject = await Desk.AddAsync();
        await Desk.OweAsync(subject);
        var proposer = Act(Actors.Dpo, subject);
        await ProposeAsync(proposer, subject);
        proposer.WaitForAssertion(() => Assert.Contains("Take the proposal back", Read(proposer.Find("#proposal-title").ParentElement!), StringComparison.Ordinal));
        Assert.Empty(proposer.FindAll("#field-SubjectNumber"));
        Assert.Equal(SubjectState.Active, Desk.Stores.State(subject));

        var today = Draw<ApprovalsToday>(s_second, "/");
        today.WaitForAssertion(() => Assert.Contains("Approve or reject", today.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(DestructionStores.LastName, today.Markup, StringComparison.Ordinal);

        var approver = Act(s_second, subject);
        await approver.Find("#field-ProposalReason-proposal").Closest("form")!.SubmitAsync();
        Assert.Single(approver.FindAll(".error-summary li"));
        await approver.Find("#field-ProposalReason-proposal").ChangeAsync(new() { Value = "The contract still runs." });
        await approver.Find("#field-ProposalReason-proposal").Closest("form")!.SubmitAsync();
        approver.WaitForAssertion(() => Assert.Contains("rejected by Dinara: The contract still runs.", approver.Markup, StringComparison.Ordinal));

        proposer = Act(Actors.Dpo, subject);
        await ProposeAsync(proposer, subject);
        approver = Act(s_second, subject);
        await approver.Find("#field-GateChecked").ChangeAsync(new() { Value = true });
        await approver.Find("#field-SubjectNumber").ChangeAsync(new() { Value = subject.ToString() });
        await approver.Find("#field-SubjectNumber").Closest("form")!.SubmitAsync();

        approver.WaitForAssertion(() => Assert.NotEmpty(approver.FindAll(".tombstone")));
        Assert.Equal(SubjectState.Destroyed, Desk.Stores.State(subject));
    }

    private static async Task ProposeAsync(IRenderedComponent<DestroyPage> page, SubjectId subject)
    {
        await page.Find("#field-GateChecked").ChangeAsync(new() { Value = true });
        await page.Find("#field-SubjectNumber").ChangeAsync(new() { Value = subject.ToString() });
        await page.Find("#field-SubjectNumber").Closest("form")!.SubmitAsync();
        page.WaitForElement("#proposal-title");
    }

    private IRenderedComponent<DestroyPage> Act(Actor actor, SubjectId subject)
    {
        var page = Draw<DestroyPage>(actor, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));
        page.WaitForElement("#confirm-title, #proposal-title");
        return page;
    }
}
