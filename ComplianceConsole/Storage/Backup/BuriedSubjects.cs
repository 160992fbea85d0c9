using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Backup.Facts;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Images;
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

    /// <summary>The subjects who have a tombstone.</summary>
    public IReadOnlySet<long> Numbers() =>
        keyring.AllTombstones().Where(one => one.Kind == KeyHolder.Subject).Select(one => one.Id).ToHashSet();

    /// <summary>Destroys them.</summary>
    /// <param name="tail">What the ledger knows of their destructions.</param>
    /// <param name="found">What was kept of them beside it.</param>
    /// <param name="cancellation">Ends it between two subjects; to be repeated.</param>
    /// <returns>How many were destroyed, and how many wait for a copy of the keyring to confirm.</returns>
    public async Task<(int Destroyed, int Waiting)> DestroyAsync(TailChanges tail, FoundFacts found, CancellationToken cancellation)
    {
        var (destroyed, waiting) = (0, 0);
        var acts = await ActsAsync(tail, cancellation);

        // Whose act has no number yet comes last, and takes one that nobody has.
        foreach (var tombstone in keyring.AllTombstones().Where(one => one.Kind == KeyHolder.Subject).OrderBy(one => !acts.ContainsKey(one.Id)))
        {
            cancellation.ThrowIfCancellationRequested();
            var subject = new SubjectId(tombstone.Id);
            if (await StateOfAsync(subject, cancellation) is null or SubjectState.Destroyed or SubjectState.Depersonalised)
            {
                continue;
            }

            var decided = tail.Destructions.GetValueOrDefault(tombstone.Id)
                ?? new KnownDestruction(tombstone.At, s_job.Id, s_job.Name, "2.1(10)", RequestId: null, DestroyedAt: tombstone.At);
            var kept = found.Rows.GetValueOrDefault(NameOf(subject));
            var act = acts.TryGetValue(tombstone.Id, out var number) ? number : ((int, int)?)null;
            await ReleaseAsync(subject, decided, kept, act, cancellation);
            if (await destructions.TryFinishAsync(subject, cancellation) is null)
            {
                waiting++;
                continue;
            }

            destroyed++;
            if (kept is null)
            {
                await DateBackAsync(subject, decided, cancellation);
            }
        }

        return (destroyed, waiting);
    }

    /// <summary>
    /// Keeps the acts of subjects who were entered and destroyed after the backup, where nothing but the ledger tells of them: their numbers stand on
    /// paper and are not given again.
    /// </summary>
    public async Task KeepActsAsync(TailChanges tail, CancellationToken cancellation)
    {
        var acts = await ActsAsync(tail, cancellation);
        var lacking = acts.Where(act => tail.Destructions.ContainsKey(act.Key)).ToList();
        if (lacking.Count == 0)
        {
            return;
        }

        await operation.ChangeAsync<Done>(
            s_job,
            Right.Maintain,
            Name,
            async (scope, ct) =>
            {
                foreach (var (subject, number) in lacking)
                {
                    if (!await scope.Db.Subjects.AnyAsync(row => row.Id == subject, ct))
                    {
                        var row = RowOf(subject, tail.Destructions[subject], requestId: null);
                        (row.DestroyedAt, row.ActYear, row.ActSerial) = (tail.Destructions[subject].DestroyedAt, number.Year, number.Serial);
                        scope.Db.Destructions.Add(row);
                    }
                }

                scope.Record(ProcessingAction.Destruction, "2.1(10)");
                return default(Done);
            },
            cancellation);
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

    private static RecordName NameOf(SubjectId subject) =>
        new(nameof(RecordsContext.Destructions), string.Create(CultureInfo.InvariantCulture, $"{subject.Number}"));

    private static DestructionRow RowOf(long subject, KnownDestruction decided, long? requestId) =>
        new()
        {
            SubjectId = subject,
            DecidedAt = decided.DecidedAt,
            ActorId = decided.ActorId,
            ActorName = decided.ActorName,
            Clause = decided.Clause,
            RequestId = requestId,
        };

    // A backup taken between decision and end has the decision already.
    private Task<Result<Done>> ReleaseAsync(
        SubjectId subject, KnownDestruction decided, StoredRow? kept, (int Year, int Serial)? act, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            s_job,
            Right.Maintain,
            Name,
            async (scope, ct) =>
            {
                if (scope.Find(subject) is not { } row)
                {
                    return new NothingToDo();
                }

                var known = await scope.Db.Destructions.SingleOrDefaultAsync(one => one.SubjectId == subject.Number, ct);
                if (known is null)
                {
                    Release(scope, row, decided);
                    var isRequestThere = decided.RequestId is { } id && await scope.Db.Requests.AnyAsync(request => request.Id == id, ct);
                    known = RowOf(subject.Number, decided, isRequestThere ? decided.RequestId : null);
                    scope.Db.Destructions.Add(known);
                }

                Remember(known, kept, act);
                scope.Record(ProcessingAction.Destruction, decided.Clause, subject);
                return default(Done);
            },
            cancellation);

    private static void Release(OperationScope scope, SubjectRow row, KnownDestruction decided)
    {
        if (row.State == SubjectState.Active)
        {
            (row.State, row.BlockedAt, row.BlockedBy) = (SubjectState.Blocked, decided.DecidedAt, decided.ActorId);
            scope.WriteBlock(row, BlockEventKind.Blocked);
        }

        row.State = SubjectState.ReleasedForDestruction;
        scope.WriteBlock(row, BlockEventKind.ReleasedForDestruction);
    }

    // Before the last step: that one tells destroyed from depersonalised, and gives a number to an act that has none.
    private static void Remember(DestructionRow row, StoredRow? kept, (int Year, int Serial)? act)
    {
        row.Facts ??= kept?.Text(nameof(DestructionRow.Facts));
        row.ActFacts ??= kept?.Text(nameof(DestructionRow.ActFacts));
        row.Remains ??= kept?.Text(nameof(DestructionRow.Remains));
        row.ActYear ??= (int?)kept?.Number(nameof(DestructionRow.ActYear)) ?? act?.Year;
        row.ActSerial ??= (int?)kept?.Number(nameof(DestructionRow.ActSerial)) ?? act?.Serial;
    }

    // It has been destroyed since the tombstone; the restoration only took away again what could not be read.
    private Task<Result<Done>> DateBackAsync(SubjectId subject, KnownDestruction decided, CancellationToken cancellation) =>
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
                scope.Record(ProcessingAction.Destruction, decided.Clause, subject);
                return default(Done);
            },
            cancellation);
}
