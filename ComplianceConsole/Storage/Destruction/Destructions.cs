using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>
/// Brings a decided destruction to its end: search rows, key, copies of the keyring, records, in this order. Each step asks what is there and may
/// be taken again, so that whoever comes after a crash goes on at the step that is missing. Only the last says "destroyed". Policy 2.1(10).
/// </summary>
public sealed partial class Destructions(
    IDbContextFactory<RecordsContext> contexts,
    RecordsStore store,
    Keyring keyring,
    KeyDestruction keys,
    SearchMaintenance search,
    Operation operation,
    IEnumerable<ISubjectDestroyed> followers,
    LedgerShipping shipping,
    ILogger<Destructions> logger) : IDisposable
{
    private static readonly Actor s_job = Actor.Job("destruction");

    private const int MostAtOnce = 100;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Goes on with everything that was decided and is not destroyed. What fails now is tried again by the next sweep.</summary>
    /// <returns>How many came to their end.</returns>
    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        var finished = 0;
        foreach (var part in (await WaitingAsync(cancellation)).Chunk(MostAtOnce))
        {
            finished += (await TryFinishAsync(part, cancellation)).Count;
        }

        return finished;
    }

    /// <summary>
    /// Goes on with the destructions of several subjects, which share one renewal of the keyring's tree. Each is finished, or waits, for itself.
    /// </summary>
    /// <param name="subjects">Whose; a few hundred at most, for the records wait meanwhile.</param>
    /// <param name="cancellation">Ends it between two subjects.</param>
    /// <returns>When those were destroyed that now are.</returns>
    public async Task<IReadOnlyDictionary<SubjectId, Instant>> TryFinishAsync(IReadOnlyList<SubjectId> subjects, CancellationToken cancellation)
    {
        var finished = new Dictionary<SubjectId, Instant>();
        await _turn.WaitAsync(cancellation);
        try
        {
            var ready = new List<SubjectId>();
            foreach (var subject in subjects)
            {
                if (await TryAsync(subject, () => PrepareAsync(subject, cancellation)))
                {
                    ready.Add(subject);
                }
            }

            if (ready.Count > 0 && await TryAsync(ready[0], () => DestroyKeysAsync(ready, cancellation)))
            {
                foreach (var subject in ready)
                {
                    cancellation.ThrowIfCancellationRequested();
                    await TryAsync(subject, async () => await EndAsync(subject, cancellation) is { } at && finished.TryAdd(subject, at));
                }
            }

            return finished;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Goes on with one subject's destruction.</summary>
    /// <returns>When it was destroyed; null while something is in the way, so that the record stands blocked and the next sweep goes on.</returns>
    public async Task<Instant?> TryFinishAsync(SubjectId subject, CancellationToken cancellation) =>
        (await TryFinishAsync([subject], cancellation)).TryGetValue(subject, out var at) ? at : null;

    /// <summary>Which step a destruction waits at; null where none was decided or it is finished.</summary>
    public async Task<UnfinishedDestruction?> FindUnfinishedAsync(SubjectId subject, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.Destructions.AsNoTracking().SingleOrDefaultAsync(one => one.SubjectId == subject.Number, cancellation);
        return row is not { DestroyedAt: null } ? null : new UnfinishedDestruction(subject, row.DecidedAt, StepOf(subject));
    }

    /// <summary>All that were decided and are not at their end, each with the step it waits at, the lowest number first.</summary>
    public async Task<IReadOnlyList<UnfinishedDestruction>> ListUnfinishedAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = await db.Destructions.AsNoTracking().Where(row => row.DestroyedAt == null).OrderBy(row => row.SubjectId).ToListAsync(cancellation);
        return [.. waiting.Select(row => new UnfinishedDestruction(new SubjectId(row.SubjectId), row.DecidedAt, StepOf(new SubjectId(row.SubjectId))))];
    }

    /// <summary>How many destructions were decided and are not at their end.</summary>
    public async Task<int> CountUnfinishedAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Destructions.CountAsync(row => row.DestroyedAt == null, cancellation);
    }

    /// <summary>Of whom figures remain that belong to nobody. Policy 2.1(11).</summary>
    /// <param name="subjects">Who is asked about.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlySet<SubjectId>> FindDepersonalisedAsync(IEnumerable<SubjectId> subjects, CancellationToken cancellation)
    {
        long[] ids = [.. subjects.Select(subject => subject.Number)];
        if (ids.Length == 0)
        {
            return new HashSet<SubjectId>();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Subjects
            .Where(subject => ids.Contains(subject.Id) && subject.State == SubjectState.Depersonalised)
            .Select(subject => subject.Id)
            .ToListAsync(cancellation);
        return found.Select(id => new SubjectId(id)).ToHashSet();
    }

    /// <summary>Takes what the subject was found by out of the search index; the profile still opens.</summary>
    internal Task EraseSearchAsync(SubjectId subject, CancellationToken cancellation) => search.ForgetAsync(subject, cancellation);

    /// <summary>
    /// Takes keys and identifiers from the keyring, sets the tombstones and renews the tree, while nobody else writes the records: whoever opened
    /// one of them before has committed by then.
    /// </summary>
    /// <returns>False where an earlier renewal of the tree is not finished.</returns>
    /// <exception cref="CopyAwayException">A copy of the keyring does not answer; no key was destroyed.</exception>
    internal async Task<bool> DestroyKeysAsync(IReadOnlyList<SubjectId> subjects, CancellationToken cancellation)
    {
        // What is to be left of them is safe beside the copies of the keyring before the keys go.
        shipping.ShipFacts();
        var numbers = subjects.Select(subject => subject.Number).ToList();
        var isDone = await keys.DestroyAsync(
            async (db, ct) =>
            {
                // Letters to and about them that went out before: older files could give them back otherwise.
                var letters = await SpentNotices.About(db, db.Subjects.Where(row => numbers.Contains(row.Id))).ToListAsync(ct);
                return [.. numbers.Select(number => (KeyHolder.Subject, number)), .. letters.Select(letter => (KeyHolder.Notice, letter))];
            },
            cancellation);
        if (!isDone)
        {
            LogOldRoot(subjects[0].Number);
        }

        return isDone;
    }

    /// <inheritdoc cref="DestroyKeysAsync"/>
    internal Task<bool> DestroyKeyAsync(SubjectId subject, CancellationToken cancellation) => DestroyKeysAsync([subject], cancellation);

    /// <summary>Whether every live copy of the keyring has nothing left of the key, its log included.</summary>
    internal bool IsConfirmed(SubjectId subject)
    {
        if (keys.LeftIn(KeyHolder.Subject, subject.Number) is { } copy)
        {
            LogUnconfirmed(subject.Number, copy);
            return false;
        }

        if (!keys.IsOldRootGone())
        {
            LogOldRoot(subject.Number);
            return false;
        }

        return true;
    }

    /// <summary>Drops what cannot be read any more and says "destroyed".</summary>
    internal async Task<Result<Instant>> DropAsync(SubjectId subject, CancellationToken cancellation)
    {
        var dropped = await operation.ChangeAsync<Instant>(
            s_job,
            Right.Maintain,
            "subject.destroyed",
            async (scope, ct) =>
            {
                var row = await scope.Db.Destructions.SingleOrDefaultAsync(one => one.SubjectId == subject.Number, ct);
                if (row is not { DestroyedAt: null })
                {
                    return new NothingToDo();
                }

                row.DestroyedAt = scope.Now;
                var (end, action) = row.Remains is null
                    ? (SubjectState.Destroyed, ProcessingAction.Destruction)
                    : (SubjectState.Depersonalised, ProcessingAction.Depersonalisation);
                await scope.DropRecordsAsync(subject, end, ct);
                scope.Record(action, row.Clause, subject, requestId: row.RequestId);
                await scope.EndDestructionDutiesAsync(subject, ct);
                await scope.SendHeldNoticesAsync(subject, ct);
                foreach (var follower in followers)
                {
                    await follower.DestroyedAsync(scope, row, ct);
                }

                return scope.Now;
            },
            cancellation);
        if (dropped.IsDone)
        {
            // What stands there cannot be read without the key; a reader in the way keeps it for the log's next turn.
            SqliteStore.TruncateLog(store.ConnectionString);
        }

        return dropped;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> PrepareAsync(SubjectId subject, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.Destructions.AnyAsync(row => row.SubjectId == subject.Number && row.DestroyedAt == null, cancellation))
        {
            return false;
        }

        await EraseSearchAsync(subject, cancellation);
        return true;
    }

    private async Task<Instant?> EndAsync(SubjectId subject, CancellationToken cancellation) =>
        IsConfirmed(subject) && await TakeBackLettersAsync(subject, cancellation) && (await DropAsync(subject, cancellation)).TryGet(out var at, out _) ? at : null;

    // An act of its own: the ledger says "destroyed" once, of the destruction alone.
    private async Task<bool> TakeBackLettersAsync(SubjectId subject, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.Destructions.AsNoTracking().SingleAsync(one => one.SubjectId == subject.Number, cancellation);
        return !await db.HasLettersLeftAsync(row, cancellation)
            || (await operation.ChangeAsync<int>(
                s_job, Right.Maintain, "notice.take-back", async (scope, ct) => await scope.TakeBackLeftAsync(row, ct), cancellation)).IsDone;
    }

    private async Task<bool> TryAsync(SubjectId subject, Func<Task<bool>> step)
    {
        try
        {
            return await step();
        }
        catch (CopyAwayException away)
        {
            LogUnconfirmed(subject.Number, away.File);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException or StoreException or CryptographicException or ForeignIndexException)
        {
            LogUnfinished(subject.Number, error);
        }

        return false;
    }

    private DestructionStep StepOf(SubjectId subject)
    {
        using var key = keyring.Open(KeyHolder.Subject, subject.Number);
        if (key is not null)
        {
            return keyring.Copies.All.Any(copy => copy.State.Standing != CopyStanding.InStep) ? DestructionStep.Copies : DestructionStep.Key;
        }

        return IsConfirmed(subject) ? DestructionStep.Records : DestructionStep.Copies;
    }

    private async Task<IReadOnlyList<SubjectId>> WaitingAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = await db.Destructions.Where(row => row.DestroyedAt == null).OrderBy(row => row.SubjectId).Select(row => row.SubjectId).ToListAsync(cancellation);
        return waiting.ConvertAll(number => new SubjectId(number));
    }

    [LoggerMessage(LogLevel.Error, "The destruction of subject {Subject} could not be finished: the record stands blocked, and it will be tried again in a minute.")]
    private partial void LogUnfinished(long subject, Exception error);

    [LoggerMessage(LogLevel.Warning, "The old root key could not be destroyed after the key of subject {Subject}; it will be tried again in a minute.")]
    private partial void LogOldRoot(long subject);

    [LoggerMessage(LogLevel.Warning, "The copy '{Copy}' of the keyring does not confirm that the key of subject {Subject} is gone; it will be asked again in a minute.")]
    private partial void LogUnconfirmed(long subject, string copy);
}
