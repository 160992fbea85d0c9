using System.Numerics;

namespace ComplianceConsole.Ledger;

/// <summary>
/// Proofs over the whole ledger, RFC 6962 section 2.1: that an entry is in the tree of a given size, and that a smaller tree is
/// the beginning of a larger one. Each leaf hash is read at most once; the proofs themselves have about log2(size) hashes.
/// </summary>
public static class MerkleTree
{
    /// <summary>The root over the first <paramref name="size"/> leaves.</summary>
    public static Hash256 Root(ILeafSource leaves, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return Subtree(leaves, 0, size);
    }

    /// <summary>The hashes that lead from the leaf at <paramref name="index"/> to the root of the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf in a tree of that size.</exception>
    public static IReadOnlyList<Hash256> InclusionProof(ILeafSource leaves, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<Hash256>();
        var start = 0L;
        while (size > 1)
        {
            var left = LeftSize(size);
            if (index - start < left)
            {
                path.Add(Subtree(leaves, start + left, size - left));
                size = left;
            }
            else
            {
                path.Add(Subtree(leaves, start, left));
                start += left;
                size -= left;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>The hashes that show the first <paramref name="oldSize"/> leaves to be the beginning of the first <paramref name="newSize"/>.</summary>
    /// <returns>The proof; empty when the sizes are equal or the old tree is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The old tree is the larger one.</exception>
    public static IReadOnlyList<Hash256> ConsistencyProof(ILeafSource leaves, long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var path = new List<Hash256>();
        if (oldSize == 0 || oldSize == newSize)
        {
            return path;
        }

        var start = 0L;
        var size = newSize;
        var wholeOldTree = true;
        while (oldSize - start != size)
        {
            var left = LeftSize(size);
            if (oldSize - start <= left)
            {
                path.Add(Subtree(leaves, start + left, size - left));
                size = left;
            }
            else
            {
                path.Add(Subtree(leaves, start, left));
                start += left;
                size -= left;
                wholeOldTree = false;
            }
        }

        // The verifier holds the old root itself, so it is sent only where the old tree ends inside a larger subtree.
        if (!wholeOldTree)
        {
            path.Add(Subtree(leaves, start, size));
        }

        path.Reverse();
        return path;
    }

    /// <summary>The largest power of two below <paramref name="size"/>: how many leaves stand under the left child.</summary>
    private static long LeftSize(long size) => 1L << BitOperations.Log2((ulong)(size - 1));

    private static Hash256 Subtree(ILeafSource leaves, long start, long count)
    {
        var range = CompactRange.FromLeaves(leaves.Read(start, count));
        return range.Size == count
            ? range.Root()
            : throw new InvalidOperationException("The ledger has fewer entries than the tree asked for.");
    }
}
