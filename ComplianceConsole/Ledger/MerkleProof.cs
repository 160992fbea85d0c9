namespace ComplianceConsole.Ledger;

/// <summary>Checks the proofs of <see cref="MerkleTree"/> with nothing but the roots: RFC 9162, sections 2.1.3.2 and 2.1.4.2.</summary>
public static class MerkleProof
{
    /// <summary>Whether <paramref name="leaf"/> stands at <paramref name="index"/> in the tree of that size and root.</summary>
    public static bool VerifyInclusion(
        in Hash256 leaf,
        long index,
        long size,
        IReadOnlyList<Hash256> proof,
        in Hash256 root
    )
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var node = index;
        var last = size - 1;
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether the tree of the old size and root is the beginning of the tree of the new size and root.</summary>
    public static bool VerifyConsistency(
        long oldSize,
        in Hash256 oldRoot,
        long newSize,
        in Hash256 newRoot,
        IReadOnlyList<Hash256> proof
    )
    {
        if (oldSize < 0 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return proof.Count == 0 && oldRoot == newRoot;
        }

        if (oldSize == 0)
        {
            return proof.Count == 0 && oldRoot == MerkleHash.Empty;
        }

        var node = oldSize - 1;
        var last = newSize - 1;
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        // Where the old tree is one perfect subtree, its root is the start of the climb and is not part of the proof.
        var next = 0;
        if (node != 0 && proof.Count == 0)
        {
            return false;
        }

        var oldHash = node == 0 ? oldRoot : proof[next++];
        return Climb(node, last, oldHash, proof, next) is { } roots && roots.Old == oldRoot && roots.New == newRoot;
    }

    /// <summary>The old and the new root the proof leads to; null where it has too few or too many hashes.</summary>
    private static (Hash256 Old, Hash256 New)? Climb(
        long node,
        long last,
        Hash256 start,
        IReadOnlyList<Hash256> proof,
        int next
    )
    {
        var oldHash = start;
        var newHash = start;
        for (; next < proof.Count; next++)
        {
            if (last == 0)
            {
                return null;
            }

            var sibling = proof[next];
            if ((node & 1) == 1 || node == last)
            {
                oldHash = MerkleHash.Node(sibling, oldHash);
                newHash = MerkleHash.Node(sibling, newHash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                newHash = MerkleHash.Node(newHash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 ? (oldHash, newHash) : null;
    }
}
