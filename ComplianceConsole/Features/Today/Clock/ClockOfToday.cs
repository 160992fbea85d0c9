using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Features.Today.Clock;

/// <summary>The question whether the computer's clock is right, above everything that is counted by it.</summary>
internal sealed class ClockOfToday : ITodaySection
{
    public int Order => -3;

    public Right Right => Right.SeeToday;

    public Type Component => typeof(ClockSection);
}
