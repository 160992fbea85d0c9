using System.Buffers.Binary;
using System.Numerics;

namespace ComplianceConsole.Ledger;

/// <summary>
/// The right edge of a growing Merkle tree: one hash for each perfect subtree, which is one for each bit set in the size.
/// It is all that is needed to append and to know the root, however many leaves there are.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class CompactRange
{
    private const int SizeBytes = sizeof(long);

    // nodes[0] stands for the highest bit of the size, the last for the lowest.
    private readonly List<Hash256> nodes;

    /// <summary>The range of an empty tree.</summary>
    public CompactRange()
    {
        nodes = new List<Hash256>(capacity: 40);
    }

    private CompactRange(long size, List<Hash256> nodes)
    {
        Size = size;
        this.nodes = nodes;
    }

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>Adds the next leaf: one node hash on the average, log2(size) at worst.</summary>
    public void Append(in Hash256 leaf) => AppendSubtree(leaf, height: 0);

    /// <summary>Adds the root of a perfect subtree of 2^height leaves; the size must be a multiple of that.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The subtree would not stand where a subtree of that height stands.</exception>
    public void AppendSubtree(in Hash256 root, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 61);
        var leaves = 1L << height;
        ArgumentOutOfRangeException.ThrowIfNotEqual(Size & (leaves - 1), 0, nameof(height));
        var node = root;
        for (var bit = leaves; (Size & bit) != 0; bit <<= 1)
        {
            node = MerkleHash.Node(nodes[^1], node);
            nodes.RemoveAt(nodes.Count - 1);
        }

        nodes.Add(node);
        Size += leaves;
    }

    /// <summary>The root of the tree as it is now; of an empty tree the hash of nothing.</summary>
    public Hash256 Root()
    {
        if (nodes.Count == 0)
        {
            return MerkleHash.Empty;
        }

        var root = nodes[^1];
        for (var i = nodes.Count - 2; i >= 0; i--)
        {
            root = MerkleHash.Node(nodes[i], root);
        }

        return root;
    }

    /// <summary>A copy that grows on its own: for appending what may yet be rolled back.</summary>
    public CompactRange Clone() => new(Size, [.. nodes]);

    /// <summary>Builds the range anew from all leaf hashes in order.</summary>
    public static CompactRange FromLeaves(IEnumerable<Hash256> leaves)
    {
        var range = new CompactRange();
        foreach (var leaf in leaves)
        {
            range.Append(leaf);
        }

        return range;
    }

    /// <summary>The size, 8 bytes big-endian, and the subtree hashes from the largest to the smallest.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[SizeBytes + nodes.Count * Hash256.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        for (var i = 0; i < nodes.Count; i++)
        {
            nodes[i].CopyTo(bytes.AsSpan(SizeBytes + i * Hash256.Length));
        }

        return bytes;
    }

    /// <summary>
    /// Reads what <see cref="ToBytes"/> wrote; null where the length does not fit the size. The hashes themselves are proved
    /// only by comparing <see cref="Root"/> with an authenticated head.
    /// </summary>
    public static CompactRange? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SizeBytes)
        {
            return null;
        }

        var size = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var hashes = bytes[SizeBytes..];
        if (size < 0 || hashes.Length != BitOperations.PopCount((ulong)size) * Hash256.Length)
        {
            return null;
        }

        var read = new List<Hash256>(capacity: 40);
        for (; hashes.Length > 0; hashes = hashes[Hash256.Length..])
        {
            read.Add(new Hash256(hashes[..Hash256.Length]));
        }

        return new CompactRange(size, read);
    }
}
