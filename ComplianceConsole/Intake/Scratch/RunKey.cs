using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ComplianceConsole.Intake.Scratch;

/// <summary>
/// Hashes what an import lays aside under a key that exists in memory alone and ends with the import, so that its files say nothing of the
/// rows: not what they hold, nor whether a guess at it is right.
/// </summary>
/// <remarks>SHA-256 over key and text, half of it kept: nothing can be added to a text whose hash is cut.</remarks>
internal sealed class RunKey
{
    private const int KeyLength = 32;
    private const int LongestOnStack = 1024;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>The hash of a text of a kind; no two kinds share one.</summary>
    public (ulong High, ulong Low) Hash(byte kind, string text)
    {
        var longest = KeyLength + 1 + Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = longest <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[longest];
        _key.CopyTo(bytes);
        bytes[KeyLength] = kind;
        var length = KeyLength + 1 + Encoding.UTF8.GetBytes(text, bytes[(KeyLength + 1)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        CryptographicOperations.ZeroMemory(bytes[..length]);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }
}
