using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using NodaTime;

namespace ComplianceConsole.Components.Contributions;

/// <summary>A clause of the policy in its own words.</summary>
/// <param name="Clause">Its number: <c>9.1</c>.</param>
/// <param name="Text">Its words.</param>
public sealed record ClauseWords(string Clause, LocalText Text);

/// <summary>A date that a change of the calendar moved.</summary>
/// <param name="At">When the calendar was changed.</param>
/// <param name="ActorName">Who changed it.</param>
/// <param name="Year">The year of the calendar.</param>
/// <param name="OldDue">The due day before.</param>
/// <param name="NewDue">The due day after.</param>
public sealed record DutyMove(Instant At, string ActorName, int Year, LocalDate OldDue, LocalDate NewDue);

/// <summary>What stands behind the date of a duty beside the counting.</summary>
/// <param name="PolicyVersion">The version of the policy whose term it runs under; null before the first was posted.</param>
/// <param name="Clauses">The clauses it rests on, as that version words them.</param>
/// <param name="Moves">The moves of its dates, oldest first.</param>
public sealed record DutyStory(string? PolicyVersion, IReadOnlyList<ClauseWords> Clauses, IReadOnlyList<DutyMove> Moves);

/// <summary>Tells what stands behind the date of a duty, contributed by the feature that keeps duties.</summary>
public interface IDutyStories
{
    /// <summary>The story of a duty; no personal data is in it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="duty">The duty's number.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<Result<DutyStory>> ReadAsync(Actor actor, long duty, CancellationToken cancellation);
}
