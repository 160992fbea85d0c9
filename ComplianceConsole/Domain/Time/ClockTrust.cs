using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>What makes a computer's clock doubtful.</summary>
public enum ClockDoubt
{
    /// <summary>It stands before what was recorded last.</summary>
    Behind = 0,

    /// <summary>It stands so long after what was recorded last that it may be wrong: every day that is counted would have come.</summary>
    Ahead = 1,
}

/// <summary>A clock that somebody has to confirm, or put right, before days are counted by it.</summary>
/// <param name="Doubt">Why.</param>
/// <param name="Clock">What it said when that was found.</param>
/// <param name="Last">When something was recorded last before.</param>
public sealed record ClockQuestion(ClockDoubt Doubt, Instant Clock, Instant Last);

/// <summary>Whether a computer's clock can be believed, measured by what was recorded last.</summary>
public static class ClockTrust
{
    /// <summary>Clocks are set back by so little now and then.</summary>
    public static readonly Duration MostBehind = Duration.FromMinutes(5);

    /// <summary>A console may stand still so long and nobody need wonder.</summary>
    public static readonly Duration MostAhead = Duration.FromDays(31);

    /// <summary>What is doubtful; null where nothing is.</summary>
    /// <param name="now">What the clock says.</param>
    /// <param name="last">When something was recorded last.</param>
    public static ClockDoubt? Of(Instant now, Instant last) =>
        now < last - MostBehind ? ClockDoubt.Behind
        : now > last + MostAhead ? ClockDoubt.Ahead
        : null;
}
