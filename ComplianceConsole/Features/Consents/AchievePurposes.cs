using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>Purposes that were achieved.</summary>
/// <param name="Subjects">For how many subjects.</param>
/// <param name="Destructions">For how many of them no purpose remains, so that their data is to be destroyed.</param>
/// <param name="DestroyBy">The first day until which that is owed; null where it is owed for nobody.</param>
public sealed record PurposesAchieved(int Subjects, int Destructions, LocalDate? DestroyBy);

/// <summary>
/// Records that purposes were achieved, for one subject or a selection: all of them or none. Where no purpose remains the clock of
/// destruction starts. Policy 9.6, 9.7.
/// </summary>
public sealed class AchievePurposes(Operation operation)
{
    /// <summary>Records it.</summary>
    /// <returns>
    /// What was done; or <see cref="InvalidInputs"/>, <see cref="PurposeNotCovered"/> for the first subject to whom it does not apply,
    /// <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.
    /// </returns>
    public Task<Result<PurposesAchieved>> HandleAsync(Actor actor, AchievementForm form, CancellationToken cancellation) =>
        operation.ChangeAsync<PurposesAchieved>(
            actor,
            Right.ChangeConsents,
            "purpose.achieve",
            async (scope, token) =>
            {
                var problems = form.Problems(scope.Now);
                if (problems.Count > 0 || form.AchievedAt is not { } at)
                {
                    return new InvalidInputs(problems);
                }

                var reason = TextCleaning.Clean(form.Reason).Value;
                var due = new List<LocalDate>();
                foreach (var subject in form.Subjects.Distinct())
                {
                    if (!(await scope.OpenAsync(subject, Uses.AchievePurpose, token)).TryGet(out var record, out var refusal)
                        || !(await scope.AchievePurposesAsync(record.Row, form.Purposes, at, reason, token)).TryGet(out var ended, out refusal))
                    {
                        return refusal;
                    }

                    if (ended.Destruction is { } duty)
                    {
                        due.Add(duty.DueDay);
                    }
                }

                return new PurposesAchieved(form.Subjects.Distinct().Count(), due.Count, due.Count > 0 ? due.Min() : null);
            },
            cancellation);
}
