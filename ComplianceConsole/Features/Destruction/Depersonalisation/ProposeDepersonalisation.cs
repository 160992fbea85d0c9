using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Destruction.Depersonalisation;

/// <summary>
/// Proposes to depersonalise a group where the settings ask for a second person. The group is fixed now: all or none of it is approved, since what
/// remains of it rests on who is in it. Each record is checked as if it were decided, and nothing is done to any of them. Policy 2.1(11), 9.7.
/// </summary>
public sealed class ProposeDepersonalisation(Operation operation)
{
    /// <summary>Proposes.</summary>
    /// <returns>The number of the group; or <see cref="ProposalWaits"/>, and what <see cref="Depersonalise"/> refuses.</returns>
    public Task<Result<long>> HandleAsync(Actor actor, DepersonaliseCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<long>(
            actor,
            Right.DestroySubject,
            "depersonalisation.propose",
            async (scope, ct) =>
            {
                SubjectId[] subjects = [.. command.Subjects.Distinct().OrderBy(subject => subject.Number)];
                var problems = GroupDecision.Problems(subjects, command.TypedCount, command.IsGateChecked);
                if (problems.Count > 0)
                {
                    return new InvalidInputs(problems);
                }

                // The write lock is held from the beginning of the transaction, so that two groups cannot read the same maximum.
                var group = (await scope.Db.DestructionProposals.MaxAsync(row => row.GroupId, ct) ?? 0) + 1;
                foreach (var subject in subjects)
                {
                    var single = new DestroyCommand(subject, "9.7", subject.ToString()) { Language = command.Language };
                    if (!(await GroupDecision.AskAsync(scope, subject, command.Language, ct)).TryGet(out var asked, out var refusal)
                        || !(await ProposeDestruction.AddAsync(scope, asked, single, (group, subjects.Length), ct)).TryGet(out _, out refusal))
                    {
                        return refusal;
                    }
                }

                scope.Record(ProcessingAction.Administration, "2.1(11)", details: new { group, records = subjects.Length });
                scope.ChangedDuties();
                return group;
            },
            cancellation);
}
