using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Domain.Processing;

/// <summary>The rule of the one door to personal data: who may open whose record for what.</summary>
public static class Door
{
    /// <summary>How much of the record the actor is shown, or why it stays closed. Policy 2.1(7), 2.1(10), 6.1.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="subject">Whose record it is.</param>
    /// <param name="state">The record's state now.</param>
    /// <param name="blockedSince">When the block took effect, where there is one.</param>
    /// <param name="use">What for.</param>
    /// <param name="cover">Which purposes are covered for the subject; read only for a use that <see cref="Use.NeedsCover"/>. Policy 3.2, 4.5.</param>
    public static Result<Clearance> Decide(
        Actor actor, SubjectId subject, SubjectState state, Instant? blockedSince, Use use, PurposeCover? cover = null)
    {
        if (!actor.May(use.Right))
        {
            return new NotAllowed(use.Right);
        }

        var clearance = OfState(actor, subject, state, blockedSince, use);
        return clearance.IsDone && use.NeedsCover && cover?.Covers(use.Purpose) is not true ? new PurposeNotCovered(use.Purpose, subject) : clearance;
    }

    private static Result<Clearance> OfState(Actor actor, SubjectId subject, SubjectState state, Instant? blockedSince, Use use) =>
        state switch
        {
            SubjectState.Active => ClearanceFor(actor, use),
            SubjectState.Blocked or SubjectState.ReleasedForDestruction =>
                use.IsLegalHandling && IsLegalHandler(actor)
                    ? ClearanceFor(actor, use)
                    : new RecordBlocked(subject, blockedSince ?? Instant.MinValue)
                    {
                        IsReleasedForDestruction = state == SubjectState.ReleasedForDestruction,
                    },
            SubjectState.Depersonalised or SubjectState.Destroyed => new RecordDestroyed(subject) { IsDepersonalised = state == SubjectState.Depersonalised },
        };

    // A job derives the index of a blocked record too, or its number could not be found to release it.
    private static bool IsLegalHandler(Actor actor) =>
        actor.Kind == ActorKind.Job || actor.Roles.HasFlag(Role.ResponsiblePerson);

    // An import compares what it brings with what is held; it shows nothing of it to anybody.
    private static Clearance ClearanceFor(Actor actor, Use use) =>
        use.Right is Right.Import or Right.Maintain ? Clearance.Full : Rights.ClearanceOf(actor.Roles);
}
