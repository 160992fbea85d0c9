using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Time;
using CsCheck;
using NodaTime;

namespace ComplianceConsole.Tests.Domain.Consents;

public sealed class PurposeCoverTests
{
    private static readonly LocalDate Today = AlmatyZone.DayOf(Events.Now);

    [Fact]
    public void A_purpose_is_covered_by_any_act_whose_consent_stands()
    {
        var company = Events.Of(ConsentAct.CompanyData, ConsentEventKind.Given, 3, "3.2.1");
        var withdrawn = Events.Of(ConsentAct.Registration, ConsentEventKind.Withdrawn, 4, "3.2.1", "3.2.2");

        var cover = PurposeCover.Of([Events.Registered(), company, withdrawn], Events.Register, Today);

        Assert.True(cover.Covers("3.2.1"));
        Assert.False(cover.Covers("3.2.2"));
        Assert.Equal([ConsentAct.CompanyData], cover.Purposes[0].Consents.Select(consent => consent.Act));
    }

    [Fact]
    public void Another_ground_covers_without_consent_but_depersonalised_figures_hold_nobodys_record()
    {
        var cover = PurposeCover.Of([], Events.Register, Today);

        Assert.Equal([PurposeGround.OnDepersonalised], cover.Covered, StringComparer.Ordinal);
        Assert.False(cover.HoldsRecord);
        Assert.True(PurposeCover.Of([], [new PurposeGround("3.2.3", "civil-code")], Today).HoldsRecord);
    }

    [Fact]
    public void The_last_day_of_a_term_belongs_to_it()
    {
        var given = Events.Registered() with { Until = Today };

        Assert.True(PurposeCover.Of([given], Events.Register, Today).Covers("3.2.1"));
        Assert.False(PurposeCover.Of([given], Events.Register, Today.PlusDays(1)).Covers("3.2.1"));
    }

    [Fact]
    public void An_achieved_purpose_is_covered_by_no_ground_until_consent_is_given_anew()
    {
        PurposeGround[] register = [.. Events.Register, new("3.2.3", "civil-code")];
        var achieved = Events.Of(ConsentAct.Registration, ConsentEventKind.PurposeAchieved, 5, "3.2.1", "3.2.3");
        var anew = Events.Of(ConsentAct.CompanyData, ConsentEventKind.Given, 6, "3.2.3");

        var cover = PurposeCover.Of([Events.Registered(), achieved], register, Today);
        Assert.False(cover.Covers("3.2.1"));
        Assert.False(cover.Covers("3.2.3"));
        Assert.True(cover.Covers("3.2.2"));
        Assert.True(PurposeCover.Of([Events.Registered(), achieved, anew], register, Today).Covers("3.2.3"));
    }

    [Fact]
    public void A_purpose_that_the_register_does_not_know_is_covered_by_nothing() =>
        Assert.False(PurposeCover.Of([Events.Of(ConsentAct.Registration, ConsentEventKind.Given, 1, "9.9.9")], Events.Register, Today).Covers("9.9.9"));

    [Fact]
    public void A_withdrawal_recorded_later_ends_what_was_given_after_its_letter()
    {
        var letter = Events.Of(ConsentAct.Registration, ConsentEventKind.Withdrawn, 5, "3.2.1", "3.2.2") with { Sequence = 9 };
        var confirmed = Events.Of(ConsentAct.Registration, ConsentEventKind.Confirmed, 7, "3.2.1", "3.2.2") with { Sequence = 8 };

        Assert.Equal(ConsentState.Withdrawn, ConsentHistory.StateOf([Events.Registered(), letter, confirmed]));
    }

    [Fact]
    public void The_state_stays_given_while_the_registration_covers_any_purpose()
    {
        var partly = Events.Of(ConsentAct.Registration, ConsentEventKind.Withdrawn, 5, "3.2.2");
        var rest = Events.Of(ConsentAct.Registration, ConsentEventKind.Expired, 6, "3.2.1");

        Assert.Equal(ConsentState.Given, ConsentHistory.StateOf([Events.Registered(), partly]));
        Assert.Empty(ConsentHistory.GapsOf([Events.Registered(), partly]));
        Assert.Equal(ConsentState.Expired, ConsentHistory.StateOf([Events.Registered(), partly, rest]));
        Assert.Single(ConsentHistory.GapsOf([Events.Registered(), partly, rest]));
    }

    [Fact]
    public void Nothing_covered_by_consent_alone_has_no_consent_in_force() =>
        Events.Histories.Sample(events =>
        {
            foreach (var purpose in PurposeCover.Of(events, Events.Register, Today).Purposes.Where(one => one.Purpose.NeedsConsent))
            {
                Assert.Equal(purpose.IsCovered, purpose.Consents.Count > 0);
                Assert.All(purpose.Consents, consent => Assert.True(consent.IsInForceOn(Today)));
                Assert.All(purpose.Consents, consent => Assert.Contains(events, one => one.Grants && one.Act == consent.Act && one.Purposes.Contains(consent.Purpose, StringComparer.Ordinal)));
            }
        });
}
