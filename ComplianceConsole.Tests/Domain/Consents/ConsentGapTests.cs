using ComplianceConsole.Domain.Consents;
using NodaTime;

namespace ComplianceConsole.Tests.Domain.Consents;

public sealed class ConsentGapTests
{
    [Fact]
    public void Without_an_end_there_is_no_gap()
    {
        Assert.Empty(ConsentHistory.GapsOf([]));
        Assert.Empty(ConsentHistory.GapsOf([At(1, ConsentEventKind.Given), At(2, ConsentEventKind.Extended), At(3, ConsentEventKind.Superseded)]));
    }

    [Fact]
    public void A_gap_runs_from_the_first_end_to_the_next_consent_and_the_last_stays_open()
    {
        var gaps = ConsentHistory.GapsOf(
        [
            At(9, ConsentEventKind.Withdrawn),
            At(1, ConsentEventKind.Given),
            At(3, ConsentEventKind.Expired),
            At(4, ConsentEventKind.Withdrawn),
            At(6, ConsentEventKind.Confirmed),
        ]);

        Assert.Equal([new ConsentGap(Day(3), Day(6)), new ConsentGap(Day(9), Until: null)], gaps);
    }

    [Fact]
    public void The_newsletter_makes_no_gap_in_the_consent_of_registration() =>
        Assert.Empty(ConsentHistory.GapsOf([At(1, ConsentEventKind.Given), At(2, ConsentEventKind.Withdrawn) with { Act = ConsentAct.Newsletter }]));

    private static Instant Day(int day) => Instant.FromUtc(2026, 1, day, 6, 0);

    private static ConsentEvent At(int day, ConsentEventKind kind) =>
        new(Day(day), ConsentAct.Registration, kind, "2025-03", Channel.Resource, ["3.2.1"], "");
}
