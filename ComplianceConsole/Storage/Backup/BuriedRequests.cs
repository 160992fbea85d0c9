using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Closes again what a backup has brought back of requests that were closed after it and destroyed with the data they were about: nobody can read
/// who asked and for what, so that no step of theirs can be taken any more. Policy 2.1(10).
/// </summary>
internal sealed class BuriedRequests(IDbContextFactory<RecordsContext> contexts, Operation operation, Keyring keyring)
{
    private const string Name = "restore.destroyed";
    private static readonly Actor s_job = Actor.Job("restore");

    /// <summary>Closes them.</summary>
    /// <returns>How many were open.</returns>
    public async Task<int> CloseAsync(CancellationToken cancellation)
    {
        var closed = 0;
        foreach (var tombstone in keyring.AllTombstones().Where(one => one.Kind == KeyHolder.Request))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await IsOpenAsync(tombstone.Id, cancellation) && (await CloseAsync(tombstone, cancellation)).IsDone)
            {
                closed++;
            }
        }

        return closed;
    }

    private async Task<bool> IsOpenAsync(long request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Requests.AnyAsync(row => row.Id == request && row.Stage != RequestStage.Closed && row.Stage != RequestStage.Refused, cancellation);
    }

    // When it was closed the backup does not know; not later than its key went.
    private Task<Result<Done>> CloseAsync(Tombstone tombstone, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            s_job,
            Right.Maintain,
            Name,
            async (scope, ct) =>
            {
                var row = await scope.Db.Requests.Include(one => one.Duties).SingleAsync(one => one.Id == tombstone.Id, ct);
                (row.Stage, row.ClosedAt) = (RequestStage.Closed, tombstone.At);
                scope.EndDuties(row, tombstone.At);
                scope.Changed(row);
                var subject = row.SubjectId is { } number ? new SubjectId(number) : (SubjectId?)null;
                scope.Record(ProcessingAction.Destruction, "2.1(10)", subject, requestId: row.Id);
                return default(Done);
            },
            cancellation);
}
