using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ComplianceConsole.Ledger;

/// <summary>Makes and checks the tag of a head, so that who can write the database but has not the key cannot pass off a shorter or rewritten ledger.</summary>
public sealed class HeadAuthenticator
{
    /// <summary>The length of the key in bytes.</summary>
    public const int KeyLength = 32;

    private readonly byte[] key;

    /// <summary>An authenticator under a copy of the key.</summary>
    /// <exception cref="ArgumentException">The key has not <see cref="KeyLength"/> bytes.</exception>
    public HeadAuthenticator(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException($"The head key has {KeyLength} bytes.", nameof(key));
        }

        this.key = key.ToArray();
    }

    // Says what is vouched for, so that a tag of this key over anything else can never be taken for a head.
    private static ReadOnlySpan<byte> Domain => "ComplianceConsole ledger head 1\0"u8;

    /// <summary>The head of the ledger as the range has it.</summary>
    public LedgerHead Vouch(CompactRange range) => Vouch(range.Size, range.Root());

    /// <summary>The head for a size and root.</summary>
    public LedgerHead Vouch(long size, in Hash256 root)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new LedgerHead(size, root, Tag(size, root));
    }

    /// <summary>Whether the tag was made under this key for this size and root. Takes the same time for every wrong tag.</summary>
    public bool IsGenuine(LedgerHead head) =>
        CryptographicOperations.FixedTimeEquals(Tag(head.Size, head.Root).AsSpan(), head.Tag.AsSpan());

    private Hash256 Tag(long size, in Hash256 root)
    {
        Span<byte> message = stackalloc byte[Domain.Length + sizeof(long) + Hash256.Length];
        Domain.CopyTo(message);
        BinaryPrimitives.WriteInt64BigEndian(message[Domain.Length..], size);
        root.CopyTo(message[(Domain.Length + sizeof(long))..]);
        Hash256 tag = default;
        HMACSHA256.HashData(key, message, MemoryMarshal.AsBytes(new Span<Hash256>(ref tag)));
        return tag;
    }
}
