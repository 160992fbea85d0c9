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
/// <param name="Covered">For each subject whose record is open, the codes of the covered purposes for which it has to be held.</param>
public sealed record AchievementPlan(Instant Now, IReadOnlyDictionary<SubjectId, IReadOnlyList<string>> Covered)
{
    /// <summary>Those for whom every one of the purposes is covered: it can be recorded for them.</summary>
    public IReadOnlyList<SubjectId> Concerned(IReadOnlyCollection<string> purposes) =>
        [.. Covered.Where(one => purposes.Count > 0 && purposes.All(purpose => one.Value.Contains(purpose, StringComparer.Ordinal))).Select(one => one.Key)];

    /// <summary>Those selected whose record is not open to it: blocked, being destroyed or gone; with its state.</summary>
    public IReadOnlyDictionary<SubjectId, SubjectState> Closed { get; init; } = new Dictionary<SubjectId, SubjectState>();

    /// <summary>How many are selected.</summary>
    public int Selected => Covered.Count + Closed.Count;

    /// <summary>Those for whom not all of the purposes are covered, so that nothing is recorded for them, by the purposes that are not.</summary>
    public IEnumerable<IGrouping<string, SubjectId>> Untouched(IReadOnlyCollection<string> purposes) =>
        Covered
            .Select(one => (one.Key, Lacking: string.Join(", ", purposes.Except(one.Value, StringComparer.Ordinal).Order(StringComparer.Ordinal))))
            .Where(one => purposes.Count > 0 && one.Lacking.Length > 0)
            .OrderBy(one => one.Key.Number)
            .GroupBy(one => one.Lacking, one => one.Key, StringComparer.Ordinal);

    /// <summary>Those of them for whom no purpose is left afterwards, so that their data is to be destroyed. Policy 9.7.</summary>
    public IReadOnlyList<SubjectId> Ending(IReadOnlyCollection<string> purposes) =>
        [.. Concerned(purposes).Where(subject => Covered[subject].All(purpose => purposes.Contains(purpose, StringComparer.Ordinal)))];
}

/// <summary>Reads what a selection of subjects is still processed for. Policy 9.6, 9.7.</summary>
public sealed class PlanAchievement(Operation operation)
{
    /// <summary>Reads it; of those whose record is gone or closed nothing is read.</summary>
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

                return new AchievementPlan(scope.Now, covered)
                {
                    Closed = rows
                        .Where(row => !covered.ContainsKey(new SubjectId(row.Id)))
                        .ToDictionary(row => new SubjectId(row.Id), row => row.State),
                };
            },
            cancellation);
}
