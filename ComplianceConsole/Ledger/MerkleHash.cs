using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ComplianceConsole.Ledger;

/// <summary>The two hashes of RFC 6962, section 2.1, kept apart by a prefix so that a node can never pass for a leaf.</summary>
public static class MerkleHash
{
    /// <summary>The byte before the data of a leaf.</summary>
    public const byte LeafPrefix = 0x00;

    /// <summary>The byte before the two children of a node.</summary>
    public const byte NodePrefix = 0x01;

    private const int OnStack = 1024;

    // One a thread, and used again: the library's one-shot hash makes a context each time, which takes longer than hashing an entry.
    [ThreadStatic]
    private static SHA256? hasher;

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static Hash256 Empty { get; } = new(SHA256.HashData([]));

    /// <summary>SHA-256(0x00 || data).</summary>
    public static Hash256 Leaf(ReadOnlySpan<byte> data)
    {
        var buffer = data.Length < OnStack ? stackalloc byte[OnStack] : new byte[data.Length + 1];
        buffer[0] = LeafPrefix;
        data.CopyTo(buffer[1..]);
        return Sha256(buffer[..(data.Length + 1)]);
    }

    /// <summary>SHA-256(0x01 || left || right).</summary>
    public static Hash256 Node(in Hash256 left, in Hash256 right)
    {
        Span<byte> buffer = stackalloc byte[1 + 2 * Hash256.Length];
        buffer[0] = NodePrefix;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + Hash256.Length)..]);
        return Sha256(buffer);
    }

    /// <summary>SHA-256 of bytes that already carry their prefix.</summary>
    internal static Hash256 Sha256(ReadOnlySpan<byte> prefixed)
    {
        hasher ??= SHA256.Create();
        Hash256 hash = default;
        return hasher.TryComputeHash(prefixed, MemoryMarshal.AsBytes(new Span<Hash256>(ref hash)), out _)
            ? hash
            : throw new CryptographicException("SHA-256 gave no hash.");
    }
}
