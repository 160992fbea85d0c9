using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Destruction.Depersonalisation;

/// <summary>Depersonalises a selection of records together.</summary>
/// <param name="Subjects">Whose records.</param>
/// <param name="TypedCount">The number of records as it was typed to confirm.</param>
/// <param name="IsGateChecked">Whether it was checked for each that nothing demands that the data be kept. Law 8(2).</param>
public sealed record DepersonaliseCommand(IReadOnlyList<SubjectId> Subjects, string? TypedCount, bool IsGateChecked)
{
    /// <summary>The language in which the people are told; null where nobody is to be told.</summary>
    public string? Language { get; init; }
}

/// <summary>A group of records whose depersonalisation was decided.</summary>
/// <param name="Remains">What remains of the whole group.</param>
/// <param name="Finished">Of how many the tie is cut everywhere; the others stand blocked, and the console goes on every minute.</param>
public sealed record DepersonalisationMade(RemainsFacts Remains, int Finished);

/// <summary>
/// Cuts the tie between records and their people for good, and keeps of the whole group what can tell of nobody. It takes the place of a
/// destruction after the purpose; a blocked record is never depersonalised. Policy 2.1(7), 2.1(11), 3.2.6, 9.7.
/// </summary>
/// <remarks>
/// One record alone would be found again by the moment at which its remainder came. So a group goes in one change: its remainders stand under
/// random handles in the order of those, the ledger's images of them in the same, and nothing of either bears a number, a time or a revision.
/// What of the group may be told <see cref="Domain.Depersonalisation.Anonymity"/> decides for this group by itself, so that a group too small leaves nothing but its count.
/// The traits go from the opened records to the remainders in memory and stand in no entry, no log and no sealed document. All or none: a group
/// of which some were refused would be another one than was confirmed. From the commit on it is a destruction, key first and ciphertext last.
/// </remarks>
public sealed class Depersonalise(Operation operation, Destructions destructions, DestructionSettings settings)
{
    /// <summary>The input the number of records is typed into, as refusals name it.</summary>
    public const string CountInput = "DepersonaliseCount";

    /// <summary>The input of the check of obligations.</summary>
    public const string GateInput = "DepersonaliseGate";

    /// <summary>The most records of one group.</summary>
    public const int Most = 500;

    private const int MostAtOnce = 100;

    /// <summary>Depersonalises them.</summary>
    /// <returns>
    /// What was done; or <see cref="InvalidInputs"/>, <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="DestructionUnderWay"/>,
    /// <see cref="NoGroundToDestroy"/>, <see cref="RequestsForbidDestruction"/>, <see cref="HoldsForbidDestruction"/>,
    /// <see cref="SecondApprovalNeeded"/>, <see cref="NotFound"/>; then nothing was done to any of them.
    /// </returns>
    public async Task<Result<DepersonalisationMade>> HandleAsync(Actor actor, DepersonaliseCommand command, CancellationToken cancellation)
    {
        SubjectId[] subjects = [.. command.Subjects.Distinct().OrderBy(subject => subject.Number)];
        var decided = await operation.ChangeAsync<RemainsFacts>(
            actor,
            Right.DestroySubject,
            "subject.depersonalise",
            (scope, ct) => DecideAsync(scope, subjects, command, ct),
            cancellation);
        if (!decided.TryGet(out var remains, out var refusal))
        {
            return refusal;
        }

        return new DepersonalisationMade(remains, await FinishAsync(destructions, subjects));
    }

    /// <summary>Brings a group that was decided to its end, and says of how many the tie is cut everywhere.</summary>
    internal static async Task<int> FinishAsync(Destructions destructions, IEnumerable<SubjectId> subjects)
    {
        // It is decided and cannot be taken back: that whoever asked went away stops nothing.
        var finished = 0;
        foreach (var part in subjects.Chunk(MostAtOnce))
        {
            finished += (await destructions.TryFinishAsync(part, CancellationToken.None)).Count;
        }

        return finished;
    }

    private async Task<Result<RemainsFacts>> DecideAsync(
        OperationScope scope, SubjectId[] subjects, DepersonaliseCommand command, CancellationToken cancellation)
    {
        var problems = GroupDecision.Problems(subjects, command.TypedCount, command.IsGateChecked);
        return problems.Count > 0 ? new InvalidInputs(problems)
            : settings.SecondApproval ? new SecondApprovalNeeded(subjects[0])
            : await GroupDecision.DecideAsync(
                scope, [.. subjects.Select(subject => new GroupMember(subject, command.Language, Proposal: null))], settings.SmallestGroup, cancellation);
    }
}
