using ComplianceConsole.Domain.Consents;
using CsCheck;

namespace ComplianceConsole.Tests.Domain.Consents;

/// <summary>The state of the consent of registration, where nothing has ended yet and where something has. Policy 4.4, 4.5.</summary>
public sealed class ConsentStateTests
{
    private static readonly ConsentEventKind[] s_grants = [ConsentEventKind.Given, ConsentEventKind.Confirmed, ConsentEventKind.Extended];

    [Fact]
    public void What_was_only_granted_stands_as_the_whole_history_says() =>
        Events.Histories
            .Select(events => events.Select((consent, index) => consent with { Kind = s_grants[index % s_grants.Length] }).ToArray())
            .Sample(events => Assert.Equal(ConsentStanding.Of(events).State, ConsentHistory.StateOf(events)));

    [Fact]
    public void What_ended_since_stands_as_the_whole_history_says() =>
        Events.Histories.Sample(events => Assert.Equal(ConsentStanding.Of(events).State, ConsentHistory.StateOf(events)));
}
