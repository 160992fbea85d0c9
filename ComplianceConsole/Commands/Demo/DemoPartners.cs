using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.ThirdParties;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>Third parties with their contracts, what went to them, and what one of them is now to be told.</summary>
/// <param name="desk">The use cases.</param>
/// <param name="plan">What happens when.</param>
/// <param name="story">The words.</param>
/// <param name="next">The next subject to whom nothing has happened yet.</param>
public sealed class DemoPartners(DemoDesk desk, DemoPlan plan, DemoStory story, Func<DemoSubject> next)
{
    private readonly DemoClock _clock = desk.Clock;

    /// <summary>Plans it all.</summary>
    public void Plan()
    {
        for (var i = 0; i < story.Partners.Count; i++)
        {
            Enter(story.Partners[i], _clock.Ago(396 - i, 10));
        }

        foreach (var (days, partner) in new[] { (301, 0), (233, 1), (171, 0), (126, 2), (79, 1), (31, 0), (14, 2) })
        {
            Transfer(next(), story.Partners[partner], _clock.Ago(days, 15));
        }

        // Somebody whose data went to two of them takes the consent back: both are told.
        var who = next();
        Transfer(who, story.Partners[0], _clock.Ago(60, 15));
        Transfer(who, story.Partners[1], _clock.Ago(45, 15));
        new DemoWithdrawals(desk, plan, story, next).Withdraw(who, _clock.Ago(2, 14), 2, []);
    }

    private void Enter(DemoPartner partner, Instant at) =>
        plan.At(
            at,
            "recipient.save",
            async cancellation =>
            {
                var signed = AlmatyZone.DayOf(at).PlusDays(-5);
                var form = new RecipientForm
                {
                    Name = partner.Name,
                    Country = partner.Country,
                    Email = partner.Email,
                    Address = partner.Address,
                    Language = partner.Language,
                    Ground = "consent",
                    ContractNumber = partner.Contract,
                    ContractDate = signed,
                    ContractUntil = signed.PlusYears(partner.Years).PlusDays(-1),
                    Purposes = [.. partner.Purposes],
                    Fields = [.. partner.Fields],
                };
                _ = (await desk.SavePartner.HandleAsync(DemoDesk.Dpo, form, cancellation)).Value;
            });

    private void Transfer(DemoSubject who, DemoPartner partner, Instant at) =>
        plan.At(
            at,
            "transfer.record",
            async cancellation =>
            {
                var form = new TransferForm
                {
                    Subject = desk.NumberOf(who),
                    Recipient = await desk.PartnerOfAsync(partner, cancellation),
                    Purpose = partner.Purposes[0],
                    Fields = [.. partner.Fields.Where(field => who.Fields.GetValueOrDefault(field, "").Length > 0)],
                    At = at - Duration.FromMinutes(30),
                };
                _ = (await desk.Transfer.HandleAsync(DemoDesk.Dpo, form, cancellation)).Value;
            });
}
