namespace ComplianceConsole.Ledger;

/// <summary>A run of consecutive stored entries on their way to being checked.</summary>
public sealed class LedgerBatch
{
    /// <summary>log2 of the capacity: a full batch is one perfect subtree.</summary>
    internal const int Height = 11;

    /// <summary>How many rows fit.</summary>
    public const int Capacity = 1 << Height;

    private readonly long[] indexes = new long[Capacity];
    private readonly int[] ends = new int[Capacity];
    private readonly Hash256?[] stored = new Hash256?[Capacity];
    private readonly Hash256[] leaves = new Hash256[Capacity];
    private byte[] bytes = new byte[Capacity * 192];
    private long first;

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no more rows fit.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>The leaf hashes of the rows found good by <see cref="Check"/>.</summary>
    internal ReadOnlySpan<Hash256> Leaves => leaves.AsSpan(0, Good);

    /// <summary>How many rows at the start are good.</summary>
    internal int Good { get; private set; }

    /// <summary>What is wrong with the row after the good ones.</summary>
    internal LedgerProblem Problem { get; private set; }

    /// <summary>The root of a full and good batch.</summary>
    internal Hash256 SubtreeRoot { get; private set; }

    /// <summary>Copies a row in.</summary>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public void Add(long index, ReadOnlySpan<byte> canonical, ReadOnlySpan<byte> leafHash)
    {
        if (IsFull)
        {
            throw new InvalidOperationException("The batch is full.");
        }

        // Each entry is kept behind its leaf prefix, so that it is hashed where it lies.
        var start = Count == 0 ? 0 : ends[Count - 1];
        var end = start + 1 + canonical.Length;
        if (end > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(end, 2 * bytes.Length));
        }

        bytes[start] = MerkleHash.LeafPrefix;
        canonical.CopyTo(bytes.AsSpan(start + 1));
        indexes[Count] = index;
        ends[Count] = end;
        stored[Count] = leafHash.Length == Hash256.Length ? new Hash256(leafHash) : null;
        Count++;
    }

    /// <summary>Empties the batch; its first row must have the index <paramref name="firstIndex"/>.</summary>
    internal void Restart(long firstIndex)
    {
        first = firstIndex;
        Count = 0;
        Good = 0;
        Problem = LedgerProblem.None;
    }

    /// <summary>Checks the rows up to the first bad one.</summary>
    internal LedgerBatch Check()
    {
        var start = 0;
        for (; Good < Count; Good++)
        {
            var prefixed = bytes.AsSpan(start, ends[Good] - start);
            Problem = CheckRow(prefixed);
            if (Problem != LedgerProblem.None)
            {
                return this;
            }

            start = ends[Good];
        }

        if (IsFull)
        {
            SubtreeRoot = FoldLeaves();
        }

        return this;
    }

    private LedgerProblem CheckRow(ReadOnlySpan<byte> prefixed)
    {
        if (indexes[Good] != first + Good)
        {
            return LedgerProblem.IndexBroken;
        }

        if (!CanonicalEncoding.IsCanonical(prefixed[1..], out var index))
        {
            return LedgerProblem.EntryUnreadable;
        }

        if (index != indexes[Good])
        {
            return LedgerProblem.EntryMisplaced;
        }

        leaves[Good] = MerkleHash.Sha256(prefixed);
        return stored[Good] == leaves[Good] ? LedgerProblem.None : LedgerProblem.LeafHashWrong;
    }

    private Hash256 FoldLeaves()
    {
        var range = new CompactRange();
        foreach (var leaf in leaves)
        {
            range.Append(leaf);
        }

        return range.Root();
    }
}
