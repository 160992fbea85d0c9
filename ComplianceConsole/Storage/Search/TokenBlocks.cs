using System.Security.Cryptography;
using System.Text;

namespace ComplianceConsole.Storage.Search;

/// <summary>Collects the 16-byte blocks that become tokens, one for each text.</summary>
/// <remarks>
/// A block is the kind and the length in the first byte and then the text in UTF-8, padded with zeros; a text of more than 15 bytes
/// stands as the beginning of its SHA-256, marked in the first byte. No two texts share a block.
/// </remarks>
internal sealed class TokenBlocks
{
    /// <summary>The length of a block in bytes, that of AES.</summary>
    public const int Size = 16;

    private const int Room = Size - 1;
    private const int KindShift = 4;
    private const byte HashedMark = 0x80;

    private byte[] blocks = new byte[64 * Size];
    private int length;

    /// <summary>How many blocks there are.</summary>
    public int Count => length / Size;

    /// <summary>All blocks, one after the other.</summary>
    public ReadOnlySpan<byte> Bytes => blocks.AsSpan(0, length);

    /// <summary>Forgets everything, overwriting it.</summary>
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(blocks.AsSpan(0, length));
        length = 0;
    }

    /// <summary>Adds the block of a text and returns its place.</summary>
    public int Add(TokenKind kind, ReadOnlySpan<char> text)
    {
        if (length == blocks.Length)
        {
            Grow();
        }

        var block = blocks.AsSpan(length, Size);
        block.Clear();
        var head = (byte)((int)kind << KindShift);
        if (text.Length <= Room && Encoding.UTF8.TryGetBytes(text, block[1..], out var written))
        {
            block[0] = (byte)(head | written);
        }
        else
        {
            block[0] = (byte)(head | HashedMark);
            Hash(text, block[1..]);
        }

        length += Size;
        return Count - 1;
    }

    private void Grow()
    {
        var larger = new byte[2 * blocks.Length];
        Bytes.CopyTo(larger);
        CryptographicOperations.ZeroMemory(blocks);
        blocks = larger;
    }

    private static void Hash(ReadOnlySpan<char> text, Span<byte> into)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, utf8);
        SHA256.HashData(utf8, hash);
        hash[..Room].CopyTo(into);
    }
}
