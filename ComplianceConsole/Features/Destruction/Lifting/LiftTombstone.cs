using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Features.Destruction.Lifting;

/// <summary>Whether the external id of a destroyed subject may be entered again.</summary>
/// <param name="IsRefused">Whether it is refused.</param>
/// <param name="LiftedAt">When that was lifted; null where it was not.</param>
public sealed record LiftingState(bool IsRefused, Instant? LiftedAt);

/// <summary>
/// Keeps old exports from bringing a destroyed subject back, and lets the responsible person lift that for one who registers anew: who was
/// destroyed may come again, by consenting again. Policy 2.1(10), 4.2.1.
/// </summary>
public sealed class LiftTombstone(Operation operation, Keyring keyring)
{
    /// <summary>Reads whether it is refused. Leaves no entry of its own: it is part of the tombstone, whose reading is recorded.</summary>
    /// <returns>It; or <see cref="NotAllowed"/>, or <see cref="NotFound"/> where nothing was destroyed.</returns>
    public Result<LiftingState> Read(Actor actor, SubjectId subject) =>
        !actor.May(Right.ReadDestructions) ? new NotAllowed(Right.ReadDestructions)
        : keyring.FindTombstone(subject) is { } tombstone ? new LiftingState(tombstone.ExternalId is not null, tombstone.LiftedAt)
        : new NotFound("Subject");

    /// <summary>Lifts the refusal of the external id.</summary>
    /// <returns>Done; or <see cref="NotAllowed"/>, <see cref="NotFound"/>, or <see cref="NothingToDo"/> where nothing is refused.</returns>
    public Task<Result<Done>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.DestroySubject,
            "tombstone.lift",
            scope =>
            {
                switch (keyring.FindTombstone(subject))
                {
                    case null:
                        return new NotFound("Subject");
                    case { ExternalId: null }:
                        return new NothingToDo();
                    default:
                        scope.Record(ProcessingAction.Collection, "4.2.1", subject);
                        scope.LiftAfterwards(subject);
                        return default(Done);
                }
            },
            cancellation);
}
