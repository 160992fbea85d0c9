using ComplianceConsole.Commands.Demo;
using ComplianceConsole.Ledger;
using NodaTime;

namespace ComplianceConsole.Tests.Commands.Demo;

public sealed class DemoPlanTests
{
    private static readonly Instant s_noon = Instant.FromUtc(2026, 11, 1, 12, 0);

    private readonly DemoClock _clock = new(Instant.FromUtc(2026, 11, 20, 6, 0), new LocalDate(2026, 11, 20));
    private readonly List<(string Event, Instant At)> _happened = [];

    [Fact]
    public async Task Events_happen_in_the_order_of_time_each_at_a_time_of_its_own()
    {
        await Plan().RunAsync(_clock, last: null, CancellationToken.None);

        Assert.Equal(
            [("first", s_noon), ("second", s_noon + Duration.FromSeconds(1)), ("third", s_noon + Duration.FromHours(1))],
            _happened);
    }

    [Theory]
    [InlineData("read", "second third")]
    [InlineData("end", "third")]
    public async Task An_event_cut_short_happens_again_and_one_that_ended_does_not(string lastOperation, string expected)
    {
        var last = Entry(s_noon + Duration.FromSeconds(1), lastOperation);

        await Plan().RunAsync(_clock, last, CancellationToken.None);

        Assert.Equal(expected, string.Join(' ', _happened.Select(one => one.Event)));
    }

    [Fact]
    public async Task Nothing_happens_after_what_came_later_than_the_plan()
    {
        await Plan().RunAsync(_clock, Entry(_clock.Present, "read"), CancellationToken.None);

        Assert.Empty(_happened);
    }

    private DemoPlan Plan()
    {
        var plan = new DemoPlan();
        Add("third", s_noon + Duration.FromHours(1));
        Add("first", s_noon);
        Add("second", s_noon);
        return plan;

        void Add(string name, Instant at) =>
            plan.At(
                at,
                "end",
                _ =>
                {
                    _happened.Add((name, _clock.GetCurrentInstant()));
                    return Task.CompletedTask;
                });
    }

    private static LedgerEntry Entry(Instant at, string operation) =>
        new() { Index = 7, At = at, ActorId = "staff", Action = "use", Operation = operation, Outcome = LedgerOutcome.Done };
}
