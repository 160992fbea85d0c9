using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Intake.Scratch;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Intake;

/// <summary>
/// Brings in an export of registered users: each row all or nothing, matched by external id, in streaming. The same file a second time
/// changes nothing. Policy 4.2.1, 4.2.2.
/// </summary>
public sealed class ImportSubjects(
    Operation operation, Keyring keyring, Destructions destructions, RegisterReader registers, ScratchFolder scratch, IClock clock)
{
    /// <summary>The use case's name in the ledger.</summary>
    public const string Name = "subjects.import";

    /// <summary>Its name where it only tries.</summary>
    public const string DryRunName = "subjects.import.dry-run";

    /// <summary>
    /// Looks the file through, and where nothing speaks against it as a whole takes its rows in. Cancelled between two batches it keeps what
    /// was recorded and says so in its result.
    /// </summary>
    /// <param name="actor">Who imports; the right is <see cref="Right.Import"/>.</param>
    /// <param name="order">What and how.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <returns>The counts; or <see cref="NotAllowed"/>, a <see cref="FileRefused"/>, or <see cref="ImportInterrupted"/>.</returns>
    public async Task<Result<ImportResult>> RunAsync(Actor actor, ImportOrder order, CancellationToken cancellation)
    {
        if (!actor.May(Right.Import))
        {
            return await RefuseAsync(actor, order, new NotAllowed(Right.Import));
        }

        Result<FileSurvey> surveyed;
        var looked = new Relay(order.Progress);
        try
        {
            surveyed = await SurveyAsync(order, looked, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new ImportResult { IsDryRun = order.DryRun, WasCancelled = true, LookedThrough = looked.Rows };
        }

        if (!surveyed.TryGet(out var survey, out var refusal))
        {
            return await RefuseAsync(actor, order, refusal);
        }

        using (survey)
        {
            return await TakeInAsync(actor, order, survey, cancellation);
        }
    }

    private async Task<Result<ImportResult>> TakeInAsync(Actor actor, ImportOrder order, FileSurvey survey, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(CancellationToken.None);
        if (snapshot.PolicyVersions.Count == 0)
        {
            return await RefuseAsync(actor, order, new NoPolicyPosted());
        }

        var now = clock.GetCurrentInstant();
        var versions = snapshot.PolicyVersions.Select(version => version.Code).ToHashSet(StringComparer.Ordinal);
        var terms = new ImportTerms(snapshot, order.File.Name, survey.Digest, now);
        using var run = new ImportRun(operation, keyring, destructions, scratch, actor, order, survey, terms);
        var ended = await run.RunAsync(new RowReader(versions, survey.Repeats, now), cancellation);
        var recorded = await RecordAsync(actor, run.Result, survey.Digest);
        return ended is not null || !recorded.IsDone ? new ImportInterrupted(run.Result.Rows) : run.Result;
    }

    private async Task<Result<FileSurvey>> SurveyAsync(ImportOrder order, Relay looked, CancellationToken cancellation)
    {
        try
        {
            return await Task.Run(
                () =>
                {
                    scratch.Sweep();
                    return FileSurvey.Of(order.File, scratch, looked, cancellation);
                },
                cancellation);
        }
        catch (StoreException)
        {
            return new StoreUnavailable();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new FileUnreadable();
        }
    }

    private async Task<Result<ImportResult>> RefuseAsync(Actor actor, ImportOrder order, Refusal refusal) =>
        await operation.ReadAsync<ImportResult>(
            actor,
            Right.Import,
            order.DryRun ? DryRunName : Name,
            (scope, _) =>
            {
                scope.RecordRefused(refusal, ProcessingAction.Collection, "4.2.1", []);
                return Task.FromResult<Result<ImportResult>>(refusal);
            },
            CancellationToken.None);

    // The end of a run, in numbers: nothing of what the rows say.
    private async Task<Result<Done>> RecordAsync(Actor actor, ImportResult result, string digest)
    {
        object details = new { result.Rows, result.Accepted, result.Warned, result.Rejected, result.Added, result.Changed, result.WasCancelled, digest };
        return result.IsDryRun
            ? await operation.ReadAsync<Done>(actor, Right.Import, DryRunName, (scope, _) => Task.FromResult(Record(scope)), CancellationToken.None)
            : await operation.ChangeAsync<Done>(actor, Right.Import, Name, (scope, _) => Task.FromResult(Add(scope)), CancellationToken.None);

        Result<Done> Record(OperationScope scope)
        {
            scope.Record(ProcessingAction.Collection, "4.2.1", details: details, purpose: Uses.Collect.Purpose);
            return default(Done);
        }

        Result<Done> Add(OperationScope scope)
        {
            scope.Db.ImportRuns.Add(
                new ImportRunRow
                {
                    At = scope.Now,
                    ActorName = scope.Actor.Name,
                    Rows = (int)result.Rows,
                    Accepted = (int)result.Accepted,
                    Warned = (int)result.Warned,
                    Rejected = (int)result.Rejected,
                });
            return Record(scope);
        }
    }

    private sealed class Relay(IProgress<ImportProgress>? told) : IProgress<long>
    {
        /// <summary>How many rows were looked through when it was last told.</summary>
        public long Rows { get; private set; }

        public void Report(long value)
        {
            Rows = value;
            told?.Report(new ImportProgress(value, Total: null));
        }
    }
}
