using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Destroys again what a backup has brought back of subjects who were destroyed after it: the keyring keeps their tombstones, and nothing of
/// what came back opens; now it goes the way of every destruction, and the record says when and by whom it was first decided. Policy 2.1(10).
/// </summary>
internal sealed class BuriedSubjects(IDbContextFactory<RecordsContext> contexts, Operation operation, Keyring keyring, Destructions destructions)
{
    private const string Name = "restore.destroyed";
    private static readonly Actor s_job = Actor.Job("restore");

    /// <summary>Puts back the tombstones that copies know and the keyring does not; the keys they speak of go.</summary>
    /// <returns>How many there were.</returns>
    public int Bury(IEnumerable<Tombstone> shipped)
    {
        var known = keyring.AllTombstones().ToDictionary(one => (one.Kind, one.Id));
        var missing = shipped
            .Where(one => !known.TryGetValue((one.Kind, one.Id), out var own) || (one.LiftedAt is not null && own.LiftedAt is null))
            .DistinctBy(one => (one.Kind, one.Id))
            .ToList();
        foreach (var chunk in missing.Chunk(1_000))
        {
            using var change = keyring.BeginChange();
            Array.ForEach(chunk, change.Bury);
            change.Commit();
        }

        keyring.TruncateLog();
        return missing.Count;
    }

    /// <summary>Destroys them.</summary>
    /// <param name="tail">What the ledger knows of their destructions.</param>
    /// <param name="cancellation">Ends it between two subjects; to be repeated.</param>
    /// <returns>How many were destroyed, and how many wait for a copy of the keyring to confirm.</returns>
    public async Task<(int Destroyed, int Waiting)> DestroyAsync(TailChanges tail, CancellationToken cancellation)
    {
        var (destroyed, waiting) = (0, 0);
        var acts = await ActsAsync(tail, cancellation);
        foreach (var tombstone in keyring.AllTombstones().Where(one => one.Kind == KeyHolder.Subject))
        {
            cancellation.ThrowIfCancellationRequested();
            var subject = new SubjectId(tombstone.Id);
            if (await StateOfAsync(subject, cancellation) is null or SubjectState.Destroyed or SubjectState.Depersonalised)
            {
                continue;
            }

            var decided = tail.Destructions.GetValueOrDefault(tombstone.Id)
                ?? new KnownDestruction(tombstone.At, s_job.Id, s_job.Name, "2.1(10)", RequestId: null, DestroyedAt: tombstone.At);
            await ReleaseAsync(subject, decided, cancellation);
            if (await destructions.TryFinishAsync(subject, cancellation) is null)
            {
                waiting++;
                continue;
            }

            destroyed++;
            await DateBackAsync(subject, decided, acts.TryGetValue(tombstone.Id, out var act) ? act : null, cancellation);
        }

        return (destroyed, waiting);
    }

    private async Task<IReadOnlyDictionary<long, (int Year, int Serial)>> ActsAsync(TailChanges tail, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FormerActs.FindAsync(db, tail.Destroyed, cancellation);
    }

    private async Task<SubjectState?> StateOfAsync(SubjectId subject, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Subjects.Where(row => row.Id == subject.Number).Select(row => (SubjectState?)row.State).SingleOrDefaultAsync(cancellation);
    }

    // A backup taken between decision and end has the decision already.
    private Task<Result<Done>> ReleaseAsync(SubjectId subject, KnownDestruction decided, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            s_job,
            Right.Maintain,
            Name,
            async (scope, ct) =>
            {
                if (await scope.Db.Destructions.AnyAsync(one => one.SubjectId == subject.Number, ct) || scope.Find(subject) is not { } row)
                {
                    return new NothingToDo();
                }

                if (row.State == SubjectState.Active)
                {
                    (row.State, row.BlockedAt, row.BlockedBy) = (SubjectState.Blocked, decided.DecidedAt, decided.ActorId);
                    scope.WriteBlock(row, BlockEventKind.Blocked);
                }

                row.State = SubjectState.ReleasedForDestruction;
                scope.WriteBlock(row, BlockEventKind.ReleasedForDestruction);
                var isRequestThere = decided.RequestId is { } id && await scope.Db.Requests.AnyAsync(request => request.Id == id, ct);
                scope.Db.Destructions.Add(
                    new DestructionRow
                    {
                        SubjectId = subject.Number,
                        DecidedAt = decided.DecidedAt,
                        ActorId = decided.ActorId,
                        ActorName = decided.ActorName,
                        Clause = decided.Clause,
                        RequestId = isRequestThere ? decided.RequestId : null,
                    });
                scope.Record(ProcessingAction.Destruction, decided.Clause, subject);
                return default(Done);
            },
            cancellation);

    // It has been destroyed since the tombstone; the restoration only took away again what could not be read.
    private Task<Result<Done>> DateBackAsync(SubjectId subject, KnownDestruction decided, (int Year, int Serial)? act, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            s_job,
            Right.Maintain,
            Name,
            async (scope, ct) =>
            {
                if (decided.DestroyedAt is not { } at || await scope.Db.Destructions.SingleOrDefaultAsync(one => one.SubjectId == subject.Number, ct) is not { } row)
                {
                    return new NothingToDo();
                }

                row.DestroyedAt = at;
                if (act is { } number)
                {
                    (row.ActYear, row.ActSerial) = (number.Year, number.Serial);
                }

                scope.Record(ProcessingAction.Destruction, decided.Clause, subject);
                return default(Done);
            },
            cancellation);
}
