using System.Buffers.Binary;

namespace ComplianceConsole.Ledger;

/// <summary>
/// What the ledger was at one moment: so many entries, with this root, vouched for by whoever holds the head key. Made and checked by
/// <see cref="HeadAuthenticator"/>.
/// </summary>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The Merkle root over them.</param>
/// <param name="Tag">The HMAC-SHA256 over both.</param>
public sealed record LedgerHead(long Size, Hash256 Root, Hash256 Tag)
{
    /// <summary>The length of the stored form in bytes.</summary>
    public const int ByteLength = sizeof(long) + 2 * Hash256.Length;

    /// <summary>The stored form: size (8 bytes, big-endian), root, tag.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[ByteLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        Root.CopyTo(bytes.AsSpan(sizeof(long)));
        Tag.CopyTo(bytes.AsSpan(sizeof(long) + Hash256.Length));
        return bytes;
    }

    /// <summary>Reads the stored form; null where the length or the size is impossible. The tag is yet to be checked.</summary>
    public static LedgerHead? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteLength)
        {
            return null;
        }

        var size = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return size < 0
            ? null
            : new LedgerHead(
                size,
                new Hash256(bytes.Slice(sizeof(long), Hash256.Length)),
                new Hash256(bytes[(sizeof(long) + Hash256.Length)..])
            );
    }
}
