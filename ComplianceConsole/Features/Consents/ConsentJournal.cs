using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Consents;

/// <summary>What the use cases that change consents share.</summary>
internal static class ConsentJournal
{
    /// <summary>Opens the record, unless its consents changed since the form was opened.</summary>
    public static async Task<Result<OpenRecord>> OpenAsync(
        OperationScope scope, SubjectId subject, Use use, int mark, CancellationToken cancellation)
    {
        var opened = await scope.OpenAsync(subject, use, cancellation);
        return opened.IsDone
            && await scope.Db.ConsentEvents.AnyAsync(row => row.SubjectId == subject.Number && row.Sequence >= mark, cancellation)
            ? new ChangedMeanwhile("Consents")
            : opened;
    }
}
