using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Storage.Duties;

/// <summary>Records whose processing has stopped for every purpose: they are only kept until they are destroyed. Policy 9.6-9.8.</summary>
public static class StoppedRecords
{
    /// <summary>The duties that are owed where no purpose is left.</summary>
    public static readonly IReadOnlyList<DutyKind> Kinds = [DutyKind.DestroyAfterPurpose, DutyKind.DestroyBlocked];

    /// <summary>Those of some subjects whose data is to be destroyed, as the records stand now: a prepared question, asked for every page.</summary>
    public static IReadOnlySet<SubjectId> StoppedAmong(this OperationScope scope, IEnumerable<SubjectId> subjects) =>
        scope.StoppedAmong([.. subjects.Select(subject => subject.Number)]).Select(number => new SubjectId(number)).ToHashSet();
}
