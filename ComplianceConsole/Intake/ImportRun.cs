using System.Threading.Channels;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Intake.Scratch;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Intake;

/// <summary>The writing half of one import: takes batches in, one transaction after the other, and counts what became of the rows.</summary>
internal sealed class ImportRun(
    Operation operation,
    Keyring keyring,
    Destructions destructions,
    ScratchFolder scratch,
    Actor actor,
    ImportOrder order,
    FileSurvey survey,
    ImportTerms terms) : IDisposable
{
    private readonly KnownRows _known = new(operation, keyring, actor, terms, scratch, order.DryRun);

    /// <summary>What was done so far.</summary>
    public ImportResult Result { get; private set; } = new()
    {
        IsDryRun = order.DryRun,
        UnknownColumns = survey.UnknownColumns,
        DroppedPassword = survey.HasPassword,
    };

    /// <summary>Runs to the end of the file, or until it is cancelled between two batches.</summary>
    /// <returns>Why it ended early; null when it was done or cancelled.</returns>
    public async Task<Refusal?> RunAsync(RowReader reader, CancellationToken cancellation)
    {
        using var sealer = order.DryRun ? null : new SubjectSealer(keyring, survey.Rows);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = Channel.CreateBounded<ImportBatch>(1);
        var source = new RowSource(keyring, sealer, terms);
        var reading = Task.Run(() => source.ReadAsync(order, survey, reader, batches.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellation))
            {
                if (await TakeInAsync(batch, source, sealer, cancellation) is { } refusal)
                {
                    return refusal;
                }
            }

            return await reading;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Result = Result with { WasCancelled = true };
            return null;
        }
        finally
        {
            // The reading half ends before the file and the sealer are let go.
            await ended.CancelAsync();
            await reading;
        }
    }

    public void Dispose() => _known.Dispose();

    private async Task<Refusal?> TakeInAsync(ImportBatch batch, RowSource source, SubjectSealer? sealer, CancellationToken cancellation)
    {
        var (known, added, changed) = (batch.Known, 0L, 0L);
        var fresh = batch.New;

        // A second round is for what a crash or another import changed between reading and writing: a key without a record, a subject
        // entered meanwhile.
        while (known.Count > 0 || fresh.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var missing = new List<ImportRow>();
            foreach (var chunk in known.Chunk(Operation.MostSubjectsAnEntry))
            {
                if (!(await _known.TakeInAsync(chunk, CancellationToken.None)).TryGet(out var outcome, out var refusal))
                {
                    return refusal;
                }

                changed += outcome.Changed;
                missing.AddRange(outcome.Missing);
            }

            fresh.AddRange(missing.Select(row => (row, sealer?.Seal(terms.SubjectOf(row)))));
            if (!(await AddAsync(fresh, source)).TryGet(out var additions, out var refused))
            {
                return refused;
            }

            added += additions.Added;
            (known, fresh) = (additions.Taken, []);
        }

        Count(batch, added, changed);
        return null;
    }

    private async Task<Result<(long Added, List<Match> Taken)>> AddAsync(List<(ImportRow Row, SealedSubject? Sealed)> fresh, RowSource source)
    {
        await RejectDestroyedAsync(fresh.ConvertAll(one => one.Row));
        fresh.RemoveAll(one => one.Row.IsRejected || RejectTakenEmail(one.Row));
        if (fresh.Count == 0 || order.DryRun)
        {
            return (fresh.Count, []);
        }

        var result = await operation.AddSubjectsAsync(actor, ImportSubjects.Name, [.. fresh.Select(one => one.Sealed!)], CancellationToken.None);
        if (!result.TryGet(out var additions, out var refusal))
        {
            return refusal;
        }

        var taken = new List<Match>();
        for (var i = 0; i < additions.Count; i++)
        {
            var row = fresh[i].Row;
            if (additions[i] == Addition.EmailTaken)
            {
                row.Reject(Domain.Subjects.FieldCode.Email, RowReason.EmailTaken);
            }
            else if (additions[i] == Addition.Destroyed)
            {
                await RejectDestroyedAsync([row]);
            }
            else if (additions[i] == Addition.ExternalIdTaken && source.Owner(row) is { } subject)
            {
                taken.Add(new Match(row, subject));
            }
        }

        return (additions.Count(one => one == Addition.Added), taken);
    }

    // Whoever was destroyed is not brought back by an old export. Policy 2.1(10).
    private async Task RejectDestroyedAsync(IReadOnlyList<ImportRow> rows)
    {
        var destroyed = keyring.FindDestroyed([.. rows.Select(row => Identifiers.Canonical(IdentifierKind.ExternalId, row.ExternalId))]);
        var depersonalised = await destructions.FindDepersonalisedAsync(destroyed.OfType<DestroyedPerson>().Select(one => one.Subject), CancellationToken.None);
        for (var i = 0; i < rows.Count; i++)
        {
            if (destroyed[i] is { } person)
            {
                var reason = depersonalised.Contains(person.Subject) ? RowReason.DepersonalisedBefore : RowReason.DestroyedBefore;
                rows[i].Reject(Domain.Subjects.FieldCode.ExternalId, reason, person);
            }
        }
    }

    // Where it is written the keyring itself decides; what it cannot know is which e-mails this very file gave up.
    private bool RejectTakenEmail(ImportRow row)
    {
        if (!_known.GivenUp.Contains(row.CanonicalEmail)
            && (!order.DryRun || keyring.FindSubjects(IdentifierKind.Email, row.CanonicalEmail, 1).Count == 0))
        {
            return false;
        }

        row.Reject(Domain.Subjects.FieldCode.Email, RowReason.EmailTaken);
        return true;
    }

    private void Count(ImportBatch batch, long added, long changed)
    {
        long accepted = 0, warned = 0, rejected = 0;
        foreach (var row in batch.Rows)
        {
            foreach (var note in row.Notes.Where(note => note.IsRejection == row.IsRejected))
            {
                order.OnNote?.Invoke(note);
            }

            (accepted, warned, rejected) =
                row.IsRejected ? (accepted, warned, rejected + 1)
                : row.Notes.Count > 0 ? (accepted, warned + 1, rejected)
                : (accepted + 1, warned, rejected);
        }

        Result = Result with
        {
            Accepted = Result.Accepted + accepted,
            Warned = Result.Warned + warned,
            Rejected = Result.Rejected + rejected,
            Added = Result.Added + added,
            Changed = Result.Changed + changed,
        };
        order.Progress?.Report(new ImportProgress(Result.Rows, survey.Rows));
    }
}
