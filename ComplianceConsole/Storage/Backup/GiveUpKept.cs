using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Ends what a restoration kept: somebody says that no backup has the records, and their keys are destroyed as those of any record are, with
/// tombstones and entries of the ledger. Whoever was lost so may be entered again. Policy 2.1(10).
/// </summary>
public sealed class GiveUpKept(IDbContextFactory<RecordsContext> contexts, Operation operation, Keyring keyring, IClock clock)
{
    private const string Decided = "restore.give-up";
    private const string Ended = "restore.given-up";
    private const int MostAtOnce = 200;

    /// <summary>Gives them up.</summary>
    /// <param name="actor">Who says so; the right is <see cref="Right.ChangeSettings"/>, as for the restoration.</param>
    /// <param name="count">How many there are, typed to confirm.</param>
    /// <param name="cancellation">Ends it between two parts; to be repeated for what is left.</param>
    /// <returns>How many were given up; <see cref="OtherNumberKept"/> where there are not just so many; or why not.</returns>
    public async Task<Result<int>> HandleAsync(Actor actor, int count, CancellationToken cancellation)
    {
        // The decision first: what cannot be recorded is not done.
        var decided = await operation.ChangeAsync<Done>(
            actor,
            Right.ChangeSettings,
            Decided,
            async (scope, ct) =>
            {
                var there = await scope.Db.KeptKeys.CountAsync(ct);
                if (there != count)
                {
                    return new OtherNumberKept(there);
                }

                if (there == 0)
                {
                    return new NothingToDo();
                }

                scope.Record(ProcessingAction.Administration, "2.1(10)");
                return default(Done);
            },
            cancellation);
        if (!decided.TryGet(out _, out var refusal))
        {
            return refusal;
        }

        try
        {
            for (var given = 0; ; given += MostAtOnce)
            {
                cancellation.ThrowIfCancellationRequested();
                var part = await NextAsync(cancellation);
                if (part.Count == 0)
                {
                    return count;
                }

                Destroy(part);
                if (!(await EndAsync(actor, part, cancellation)).TryGet(out _, out var unrecorded))
                {
                    return unrecorded;
                }
            }
        }
        catch (Exception error) when (error is CopyAwayException or SqliteException or StoreException)
        {
            return new StoreUnavailable();
        }
    }

    private async Task<List<KeptKeyRow>> NextAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.KeptKeys.AsNoTracking().OrderBy(row => row.Kind).ThenBy(row => row.Id).Take(MostAtOnce).ToListAsync(cancellation);
    }

    // Again without effect, so that whoever was cut short goes on here.
    private void Destroy(IReadOnlyList<KeptKeyRow> part)
    {
        if (!keyring.FinishRenewal())
        {
            throw new StoreException("An earlier renewal of the keyring is not finished.");
        }

        var at = clock.GetCurrentInstant();
        using (var change = keyring.BeginChange())
        {
            foreach (var key in part)
            {
                if (key.Kind == KeyHolder.Notice)
                {
                    change.RemoveOrphan(key.Kind, key.Id);
                    continue;
                }

                change.Destroy(key.Kind, key.Id, at);
                if (key.Kind == KeyHolder.Subject)
                {
                    // Nobody asked to be forgotten.
                    change.Lift(new SubjectId(key.Id), at);
                }
            }

            change.Commit();
        }

        keyring.TruncateLog();
    }

    private Task<Result<Done>> EndAsync(Actor actor, IReadOnlyList<KeptKeyRow> part, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.ChangeSettings,
            Ended,
            (scope, _) =>
            {
                scope.Db.KeptKeys.RemoveRange(part);
                foreach (var key in part)
                {
                    scope.Record(
                        ProcessingAction.Destruction,
                        "2.1(10)",
                        key.Kind == KeyHolder.Subject ? new SubjectId(key.Id) : null,
                        requestId: key.Kind == KeyHolder.Request ? key.Id : null);
                    if (key.Kind == KeyHolder.Subject)
                    {
                        scope.Db.Destructions.Add(TombstoneOf(scope, key.Id));
                    }
                }

                return Task.FromResult<Result<Done>>(default(Done));
            },
            cancellation);

    // What its number leads to from now on; it has no act, for nothing was decided about the person.
    private static DestructionRow TombstoneOf(OperationScope scope, long subject) =>
        new()
        {
            SubjectId = subject,
            DecidedAt = scope.Now,
            DestroyedAt = scope.Now,
            ActorId = scope.Actor.Id,
            ActorName = scope.Actor.Name,
            Clause = "2.1(10)",
        };
}
