namespace ComplianceConsole.Ledger;

/// <summary>
/// Recomputes the whole ledger: that the indexes run without gaps, that each row is one canonical entry with its own leaf hash, and
/// that the tree over them is the one the heads vouch for. Needs nothing but the rows, the heads and the head key.
/// </summary>
public sealed class LedgerVerifier(HeadAuthenticator authenticator)
{
    /// <summary>Verifies rows held in memory or produced one by one.</summary>
    /// <inheritdoc cref="VerifyAsync(ILedgerRowSource, LedgerHead?, LedgerHead?, IProgress{long}?, CancellationToken)"/>
    public async Task<LedgerVerification> VerifyAsync(
        IEnumerable<LedgerRow> rows,
        LedgerHead? head,
        LedgerHead? remembered = null,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        using var source = new EnumeratedRows(rows);
        return await VerifyAsync(source, head, remembered, progress, cancellation);
    }

    /// <summary>Verifies stored rows, reading the next while the last are being hashed on other cores.</summary>
    /// <param name="rows">All rows in order of index.</param>
    /// <param name="head">The head stored with the ledger; null where there is none, which only an empty ledger may have.</param>
    /// <param name="remembered">The highest head remembered in another store: the ledger must still contain what it vouches for.</param>
    /// <param name="progress">Told how many entries have been checked, once a batch.</param>
    /// <param name="cancellation">Ends the verification with an <see cref="OperationCanceledException"/>.</param>
    public async Task<LedgerVerification> VerifyAsync(
        ILedgerRowSource rows,
        LedgerHead? head,
        LedgerHead? remembered = null,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var check = new TreeCheck(remembered?.Size);
        var problem = await CheckRowsAsync(rows, check, progress, cancellation);
        var count = check.Range.Size;
        var root = check.Range.Root();
        if (problem != LedgerProblem.None)
        {
            return new LedgerVerification(count, root, problem, count);
        }

        var (headProblem, firstBad) = CheckHeads(count, root, head, remembered, check.RootAtMark);
        return new LedgerVerification(count, root, headProblem, firstBad);
    }

    private static async Task<LedgerProblem> CheckRowsAsync(
        ILedgerRowSource rows,
        TreeCheck check,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        var free = new Stack<LedgerBatch>();
        var running = new Queue<Task<LedgerBatch>>();
        var next = 0L;
        var more = true;
        while (more || running.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (more && running.Count <= Environment.ProcessorCount)
            {
                var batch = free.Count > 0 ? free.Pop() : new LedgerBatch();
                batch.Restart(next);
                rows.Fill(batch);
                next += batch.Count;
                more = batch.IsFull;
                running.Enqueue(Task.Run(batch.Check, cancellation));
                continue;
            }

            var done = await running.Dequeue();
            check.Append(done);
            progress?.Report(check.Range.Size);
            if (done.Problem != LedgerProblem.None)
            {
                return done.Problem;
            }

            free.Push(done);
        }

        return LedgerProblem.None;
    }

    private (LedgerProblem Problem, long? FirstBad) CheckHeads(
        long count,
        Hash256 root,
        LedgerHead? head,
        LedgerHead? remembered,
        Hash256? rootAtRemembered
    )
    {
        if (head is null && (count > 0 || remembered is { Size: > 0 }))
        {
            return (LedgerProblem.HeadMissing, null);
        }

        if (head is not null && !authenticator.IsGenuine(head))
        {
            return (LedgerProblem.HeadForged, null);
        }

        if (remembered is not null && !authenticator.IsGenuine(remembered))
        {
            return (LedgerProblem.RememberedHeadForged, null);
        }

        var vouched = 0L;
        if (remembered is not null && remembered.Size <= count)
        {
            if (rootAtRemembered != remembered.Root)
            {
                return (LedgerProblem.RememberedRootWrong, 0);
            }

            vouched = remembered.Size;
        }

        var size = head?.Size ?? 0;
        if (size > count)
        {
            return (LedgerProblem.TailMissing, count);
        }

        if (size < count)
        {
            return (LedgerProblem.TailUnvouched, Math.Max(size, vouched));
        }

        if (head is not null && head.Root != root)
        {
            return (LedgerProblem.RootWrong, vouched);
        }

        return remembered is not null && remembered.Size > count
            ? (LedgerProblem.OlderThanRemembered, count)
            : (LedgerProblem.None, null);
    }
}
