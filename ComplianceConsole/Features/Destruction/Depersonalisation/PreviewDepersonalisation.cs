using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Depersonalisation;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Destruction.Depersonalisation;

/// <summary>
/// Works out, before anything is decided, what would remain of a group if it were depersonalised together: numbers of the whole group, and nothing of
/// any record. The records are opened for it, so that it is an entry of the ledger. Policy 2.1(11), 3.2.6.
/// </summary>
public sealed class PreviewDepersonalisation(Operation operation, DestructionSettings settings)
{
    /// <summary>Works it out.</summary>
    /// <returns>
    /// What would remain; or <see cref="InvalidInput"/>, <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="DestructionUnderWay"/>,
    /// <see cref="NotFound"/>.
    /// </returns>
    public Task<Result<RemainsFacts>> HandleAsync(Actor actor, IReadOnlyCollection<SubjectId> subjects, CancellationToken cancellation) =>
        operation.ReadAsync<RemainsFacts>(
            actor,
            Right.DestroySubject,
            "depersonalisation.preview",
            (scope, _) => Task.FromResult(Preview(scope, subjects)),
            cancellation);

    private Result<RemainsFacts> Preview(OperationScope scope, IReadOnlyCollection<SubjectId> subjects)
    {
        if (subjects.Count is 0 or > Depersonalise.Most)
        {
            return new InvalidInput(Depersonalise.CountInput, subjects.Count == 0 ? "Required" : "TooLarge", Depersonalise.Most);
        }

        var group = new List<Traits>(subjects.Count);
        foreach (var subject in subjects.Distinct().OrderBy(subject => subject.Number))
        {
            if (!DestructionCase.Find(scope, subject).TryGet(out var row, out var refusal)
                || !scope.Open(row, Uses.Depersonalise).TryGet(out var record, out refusal))
            {
                return refusal;
            }

            group.Add(Traits.Of(record.Held));
        }

        return GroupDecision.Coarsen(group, settings.SmallestGroup).Remains;
    }
}
