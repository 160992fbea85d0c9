namespace ComplianceConsole.Ledger;

/// <summary>Joins checked batches into one tree and notes its root at one marked size on the way.</summary>
internal sealed class TreeCheck
{
    private readonly long? mark;

    public TreeCheck(long? mark)
    {
        this.mark = mark;
        Note();
    }

    public CompactRange Range { get; } = new();

    /// <summary>The root at the marked size; null until the tree has grown to it.</summary>
    public Hash256? RootAtMark { get; private set; }

    public void Append(LedgerBatch batch)
    {
        var markInside = mark > Range.Size && mark < Range.Size + batch.Good;
        if (batch.Good == LedgerBatch.Capacity && !markInside)
        {
            Range.AppendSubtree(batch.SubtreeRoot, LedgerBatch.Height);
            Note();
            return;
        }

        foreach (var leaf in batch.Leaves)
        {
            Range.Append(leaf);
            Note();
        }
    }

    private void Note()
    {
        if (Range.Size == mark)
        {
            RootAtMark = Range.Root();
        }
    }
}
