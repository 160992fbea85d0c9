using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>Destroys the data of a subject.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Clause">On what clause, one of those that <see cref="ReadDestructionPlan"/> names.</param>
/// <param name="TypedNumber">The subject's number as it was typed to confirm.</param>
public sealed record DestroyCommand(SubjectId Subject, string Clause, string TypedNumber)
{
    /// <summary>The request that asks for it; null where a duty alone does.</summary>
    public RequestNumber? Request { get; init; }

    /// <summary>The duty it fulfils; null for the first that rests on the clause.</summary>
    public long? DutyId { get; init; }

    /// <summary>Whether it was checked that no obligation is unfulfilled and no law demands that the data be kept. Law 8(2).</summary>
    public bool IsGateChecked { get; init; }

    /// <summary>Whether the block that stands is released for destruction alone. Policy 2.1(7), 9.8.</summary>
    public bool ReleasesBlock { get; init; }

    /// <summary>The language in which the person is told; null where nobody is to be told. A request tells its applicant in its own.</summary>
    public string? Language { get; init; }
}

/// <summary>A destruction that was decided.</summary>
/// <param name="DecidedAt">When.</param>
/// <param name="DestroyedAt">When it came to its end; null while it waits, the record standing blocked.</param>
/// <param name="Letters">How many letters were laid into the outbox with it.</param>
public sealed record DestructionMade(Instant DecidedAt, Instant? DestroyedAt, int Letters);

/// <summary>
/// Destroys the data of one subject on evidence, after the purpose, or after the block of six months. The decision, what forbids it and the
/// letters are one transaction; after its commit the destruction is brought to its end here or, whatever happens, by the sweep.
/// Policy 2.1(10), 9.4, 9.7, 9.8.
/// </summary>
public sealed class DestroySubject(Operation operation, Destructions destructions, DestructionSettings settings)
{
    /// <summary>The input the number is typed into, as refusals name it.</summary>
    public const string NumberInput = "SubjectNumber";

    /// <summary>The input of the check of obligations.</summary>
    public const string GateInput = "GateChecked";

    /// <summary>The input that releases the block for destruction alone.</summary>
    public const string ReleaseInput = "ReleaseBlock";

    /// <summary>The languages a letter can be written in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "ru", "kk"];

    /// <summary>Destroys.</summary>
    /// <returns>
    /// What was done; or <see cref="InvalidInputs"/>, <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="DestructionUnderWay"/>,
    /// <see cref="NoGroundToDestroy"/>, <see cref="RequestsForbidDestruction"/>, <see cref="HoldsForbidDestruction"/>, <see cref="AuthorityEnded"/>,
    /// <see cref="SecondApprovalNeeded"/>, <see cref="NotFound"/>.
    /// </returns>
    public async Task<Result<DestructionMade>> HandleAsync(Actor actor, DestroyCommand command, CancellationToken cancellation)
    {
        var decided = await operation.ChangeAsync<DestructionMade>(
            actor,
            Right.DestroySubject,
            "subject.destroy",
            async (scope, ct) => settings.SecondApproval
                ? new SecondApprovalNeeded(command.Subject)
                : await DestructionDecision.DecideAsync(scope, command, proposal: null, ct),
            cancellation);
        if (!decided.TryGet(out var made, out var refusal))
        {
            return refusal;
        }

        // It is decided and cannot be taken back: that whoever asked went away stops nothing.
        var at = await destructions.TryFinishAsync(command.Subject, CancellationToken.None);
        return made with { DestroyedAt = at };
    }
}
