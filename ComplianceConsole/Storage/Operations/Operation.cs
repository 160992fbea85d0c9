using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// How every use case runs: authorise, decide, change, append to the ledger, commit, and only then answer. If the entry cannot be
/// written nothing is shown and nothing is changed; who asked is told so in words.
/// </summary>
public sealed partial class Operation(
    IDbContextFactory<RecordsContext> contexts,
    RecordsStore store,
    LedgerQueue queue,
    Keyring keyring,
    IClock clock,
    IEnumerable<IAfterCommit> followers,
    ILogger<Operation> logger)
{
    /// <summary>Runs a use case that reads. Its answer is given after its entries are durably in the ledger.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="right">The right it takes.</param>
    /// <param name="name">Its name in the ledger: <c>subject.read</c>.</param>
    /// <param name="body">What it does; it opens at least one record or stages at least one entry, unless it refuses.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public async Task<Result<T>> ReadAsync<T>(
        Actor actor,
        Right right,
        string name,
        Func<OperationScope, CancellationToken, Task<Result<T>>> body,
        CancellationToken cancellation)
    {
        try
        {
            var moment = store.Moment();
            await using var scope = new OperationScope(actor, name, clock.GetCurrentInstant(), keyring, ScopeRecords.ToRead(contexts, store));
            var result = actor.May(right) ? await body(scope, cancellation) : new NotAllowed(right);
            if (result.IsDone && store.HasChangedSince(moment) && scope.ClosedMeanwhile() is { } closed)
            {
                result = closed;
            }

            Settle(scope, result);
            if (scope.Entries.Count > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                await queue.AppendAsync(scope.SealEntries());
            }

            // Another process may have blocked or destroyed it too, and this one while the entry was written.
            if (result.IsDone && scope.ClosedSince(moment.Size) is { } late)
            {
                await queue.AppendAsync(scope.SealRefusal(late));
                return late;
            }

            return result;
        }
        catch (Exception error) when (IsStoreFailure(error))
        {
            LogStoreFailure(name, error);
            return new StoreUnavailable();
        }
    }

    /// <summary>Runs a use case that changes, in one transaction with its ledger entries.</summary>
    /// <inheritdoc cref="ReadAsync{T}"/>
    public async Task<Result<T>> ChangeAsync<T>(
        Actor actor,
        Right right,
        string name,
        Func<OperationScope, CancellationToken, Task<Result<T>>> body,
        CancellationToken cancellation)
    {
        if (!actor.May(right))
        {
            return await ReadAsync<T>(actor, right, name, (_, _) => throw new InvalidOperationException(), cancellation);
        }

        try
        {
            await store.Gate.WaitAsync(cancellation);
            try
            {
                return await ChangeInTurnAsync(actor, name, body, cancellation);
            }
            catch (Exception error) when (IsStoreFailure(error))
            {
                // The connection may be the cause, so the next turn opens a new one.
                store.DropWriter();
                throw;
            }
            finally
            {
                store.Gate.Release();
            }
        }
        catch (Exception error) when (IsStoreFailure(error))
        {
            LogStoreFailure(name, error);
            return new StoreUnavailable();
        }
    }

    /// <summary>Runs a use case that changes and waits for nothing.</summary>
    /// <inheritdoc cref="ChangeAsync{T}(Actor, Right, string, Func{OperationScope, CancellationToken, Task{Result{T}}}, CancellationToken)"/>
    public Task<Result<T>> ChangeAsync<T>(
        Actor actor,
        Right right,
        string name,
        Func<OperationScope, Result<T>> body,
        CancellationToken cancellation) =>
        ChangeAsync<T>(actor, right, name, (scope, _) => Task.FromResult(body(scope)), cancellation);

    private async Task<Result<T>> ChangeInTurnAsync<T>(
        Actor actor,
        string name,
        Func<OperationScope, CancellationToken, Task<Result<T>>> body,
        CancellationToken cancellation)
    {
        var writer = store.Writer;
        using var turn = writer.Begin();
        var range = writer.Appender.Begin();
        await using var scope = new OperationScope(
            actor, name, clock.GetCurrentInstant(), keyring, ScopeRecords.ToChange(writer, range.Size));

        var result = await body(scope, cancellation);
        Settle(scope, result);
        if (!result.IsDone)
        {
            // Whatever was written before it was refused goes; that it was refused is said in a transaction of its own.
            turn.Rollback();
            if (scope.Entries.Count > 0)
            {
                writer.Commit(scope.SealEntries());
            }

            return result;
        }

        await scope.SaveAsync(cancellation);
        var head = writer.Appender.Append(range, scope.SealEntries(writer.Changed.ToImages()));
        turn.Commit();
        if (scope.ChangesSubjects)
        {
            store.NoteChange();
        }

        store.Adopt(range, head);
        await FollowAsync(scope);
        return result;
    }

    // A refusal that concerns rights or a blocked record is itself recorded; a mistyped form is not.
    private static void Settle<T>(OperationScope scope, Result<T> result)
    {
        if (result.IsDone)
        {
            if (scope.Entries.Count == 0)
            {
                throw new InvalidOperationException($"The use case '{scope.Name}' recorded nothing.");
            }

            return;
        }

        switch (result.Refusal)
        {
            case NotAllowed:
                scope.RecordRefusal(result.Refusal, ProcessingAction.Administration, "7.1", []);
                break;
            case RecordBlocked or RecordDestroyed:
                scope.RecordClosed(result.Refusal);
                break;
            case PurposeNotCovered { Subject: { } subject }:
                scope.RecordRefusal(result.Refusal, ProcessingAction.Use, "4.5", [subject.Number]);
                break;
            default:
                // What was opened on the way was neither shown nor changed.
                scope.MarkRefused();
                break;
        }
    }

    // It is committed: nothing that goes wrong from here on may tell whoever asked that it is not.
    private async Task FollowAsync(OperationScope scope)
    {
        try
        {
            SettleKeyring(scope.KeyringAfterwards);
            if (scope.RemovesKeys)
            {
                keyring.TruncateLog();
            }
        }
        catch (Exception error) when (IsStoreFailure(error))
        {
            LogFollowerFailure(nameof(Keyring), error);
        }

        var committed = scope.ToCommitted();
        foreach (var follower in followers)
        {
            await FollowAsync(follower, committed);
        }
    }

    private void SettleKeyring(IReadOnlyList<Action<KeyringChange>> afterwards)
    {
        if (afterwards.Count > 0)
        {
            using var change = keyring.BeginChange();
            foreach (var one in afterwards)
            {
                one(change);
            }

            change.Commit();
        }
    }

    private async Task FollowAsync(IAfterCommit follower, Committed committed)
    {
        try
        {
            await follower.AfterCommitAsync(committed, CancellationToken.None);
        }
        catch (Exception error)
        {
            LogFollowerFailure(follower.GetType().Name, error);
        }
    }

    private static bool IsStoreFailure(Exception error) =>
        error is SqliteException or IOException or StoreException or CryptographicException
        || (error is DbUpdateException && error is not DbUpdateConcurrencyException);

    [LoggerMessage(LogLevel.Error, "A store refused '{Operation}'; nothing was shown and nothing was changed.")]
    private partial void LogStoreFailure(string operation, Exception error);

    [LoggerMessage(LogLevel.Error, "'{Follower}' could not follow a commit and will catch up.")]
    private partial void LogFollowerFailure(string follower, Exception error);
}
