using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Subjects;

/// <summary>Records whose processing has stopped for every purpose: they are only kept until they are destroyed. Policy 9.6-9.8.</summary>
internal static class StoppedRecords
{
    /// <summary>The duties that are owed where no purpose is left.</summary>
    public static readonly IReadOnlyList<DutyKind> Kinds = [DutyKind.DestroyAfterPurpose, DutyKind.DestroyBlocked];

    private static readonly string[] s_codes = [.. Kinds.Select(kind => kind.Code())];

    /// <summary>Those of some subjects whose data is to be destroyed.</summary>
    public static async Task<IReadOnlySet<SubjectId>> AmongAsync(
        OperationScope scope, IEnumerable<SubjectId> subjects, CancellationToken cancellation)
    {
        var numbers = subjects.Select(subject => (long?)subject.Number).ToArray();
        var owed = numbers.Length == 0
            ? []
            : await scope.Db.Duties
                .Where(duty => numbers.Contains(duty.SubjectId) && duty.EndedAt == null && s_codes.Contains(duty.Kind))
                .Select(duty => duty.SubjectId!.Value)
                .ToListAsync(cancellation);
        return owed.Select(number => new SubjectId(number)).ToHashSet();
    }
}
