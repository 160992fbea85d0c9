using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>A selection of subjects, before purposes are recorded as achieved for them.</summary>
/// <param name="Now">The moment it was read.</param>
/// <param name="Covered">For each subject whose record is there, the codes of the covered purposes for which it has to be held.</param>
public sealed record AchievementPlan(Instant Now, IReadOnlyDictionary<SubjectId, IReadOnlyList<string>> Covered)
{
    /// <summary>Those for whom every one of the purposes is covered: it can be recorded for them.</summary>
    public IReadOnlyList<SubjectId> Concerned(IReadOnlyCollection<string> purposes) =>
        [.. Covered.Where(one => purposes.Count > 0 && purposes.All(purpose => one.Value.Contains(purpose, StringComparer.Ordinal))).Select(one => one.Key)];

    /// <summary>For how many of them no purpose is left afterwards, so that their data is to be destroyed. Policy 9.7.</summary>
    public int Ending(IReadOnlyCollection<string> purposes) =>
        Concerned(purposes).Count(subject => Covered[subject].All(purpose => purposes.Contains(purpose, StringComparer.Ordinal)));
}

/// <summary>Reads what a selection of subjects is still processed for. Policy 9.6, 9.7.</summary>
public sealed class PlanAchievement(Operation operation)
{
    /// <summary>Reads it; those whose record is gone are left out.</summary>
    /// <returns>It; or <see cref="InvalidInput"/> where more are asked for than one use case takes.</returns>
    public Task<Result<AchievementPlan>> HandleAsync(Actor actor, IReadOnlyCollection<SubjectId> subjects, CancellationToken cancellation) =>
        operation.ReadAsync<AchievementPlan>(
            actor,
            Right.ChangeConsents,
            "purpose.plan",
            async (scope, token) =>
            {
                if (subjects.Count > AchievementForm.MostSubjects)
                {
                    return new InvalidInput("Subject", "TooLarge", AchievementForm.MostSubjects);
                }

                var rows = scope.Find([.. subjects.Select(subject => subject.Number).Distinct().Order()]);
                var register = await scope.ReadPurposeGroundsAsync(token);
                var today = AlmatyZone.DayOf(scope.Now);
                var covered = new Dictionary<SubjectId, IReadOnlyList<string>>();
                foreach (var record in scope.OpenMany(rows, Uses.AchievePurpose, _ => true))
                {
                    var cover = PurposeCover.Of(await scope.ReadConsentsAsync(record.Row.Id, token), register, today);
                    covered[record.Subject] =
                        [.. cover.Purposes.Where(purpose => purpose.IsCovered && purpose.Purpose.HoldsRecord).Select(purpose => purpose.Purpose.Code)];
                }

                return new AchievementPlan(scope.Now, covered);
            },
            cancellation);
}
