using System.Buffers.Binary;
using ComplianceConsole.Ledger;

namespace ComplianceConsole.Storage.Backup;

/// <summary>A part of a shipped ledger: an entry with its sealed details, or the head that vouches for all entries before it.</summary>
/// <param name="Index">The entry's index.</param>
/// <param name="Bytes">Its canonical bytes; empty in a head's part.</param>
/// <param name="Details">Its details, sealed; null where it has none.</param>
/// <param name="Head">The head; null in an entry's part.</param>
internal sealed record TailPart(long Index, byte[] Bytes, byte[]? Details, LedgerHead? Head)
{
    private const byte OfEntry = 1;
    private const byte OfHead = 2;
    private const int Start = 1 + sizeof(long) + sizeof(int);

    /// <summary>The leaf of the entry in the ledger's tree.</summary>
    public Hash256 Leaf => MerkleHash.Sha256([MerkleHash.LeafPrefix, .. Bytes]);

    public static TailPart Of(LedgerHead head) => new(head.Size, [], Details: null, head);

    /// <summary>As it stands in a file.</summary>
    public byte[] ToBytes()
    {
        if (Head is { } head)
        {
            return [OfHead, .. head.ToBytes()];
        }

        var bytes = new byte[Start + Bytes.Length + (Details is null ? 0 : 1 + Details.Length)];
        bytes[0] = OfEntry;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), Index);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1 + sizeof(long)), Bytes.Length);
        Bytes.CopyTo(bytes.AsSpan(Start));
        if (Details is not null)
        {
            bytes[Start + Bytes.Length] = 1;
            Details.CopyTo(bytes.AsSpan(Start + Bytes.Length + 1));
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null where it is nothing of the kind.</summary>
    public static TailPart? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] == OfHead)
        {
            return LedgerHead.FromBytes(bytes[1..]) is { } head ? Of(head) : null;
        }

        if (bytes.Length < Start || bytes[0] != OfEntry)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(bytes[(1 + sizeof(long))..]);
        if (length < 0 || length > bytes.Length - Start)
        {
            return null;
        }

        var details = bytes[(Start + length)..];
        return new TailPart(
            BinaryPrimitives.ReadInt64BigEndian(bytes[1..]),
            bytes.Slice(Start, length).ToArray(),
            details.IsEmpty ? null : details[1..].ToArray(),
            Head: null);
    }
}
