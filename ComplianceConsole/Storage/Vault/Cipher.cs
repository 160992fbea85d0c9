using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Vault;

/// <summary>Where a ciphertext stands. It opens nowhere else.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Row">The row's key as text.</param>
/// <param name="Field">The column's name.</param>
public readonly record struct Place(string Table, string Row, string Field);

/// <summary>
/// AES-256-GCM with a header (format, holder, key version) and associated data that binds holder, table, row and field,
/// so that a ciphertext moved elsewhere does not open.
/// </summary>
/// <remarks>Layout: format (1) | holder kind (1) | key version (2) | holder id (8) | nonce (12) | ciphertext | tag (16).</remarks>
public static class Cipher
{
    /// <summary>Length of a key in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>What sealing adds to the length of a text, in bytes.</summary>
    public const int Overhead = HeaderLength + NonceLength + TagLength;

    private const byte Format = 1;
    private const int HeaderLength = 12;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals bytes for one place under a holder's key.</summary>
    public static byte[] Seal(AesGcm key, KeyHolder kind, long holder, in Place place, ReadOnlySpan<byte> plaintext)
    {
        var sealedBytes = new byte[Overhead + plaintext.Length];
        var span = sealedBytes.AsSpan();
        WriteHeader(span, kind, holder);
        var nonce = span.Slice(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> buffer = stackalloc byte[256];
        var associated = Associate(span[..HeaderLength], place, buffer);
        key.Encrypt(
            nonce,
            plaintext,
            span.Slice(HeaderLength + NonceLength, plaintext.Length),
            span[^TagLength..],
            associated);
        return sealedBytes;
    }

    /// <summary>Opens what was sealed for this place.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, moved, or sealed under another key.</exception>
    public static byte[] Open(AesGcm key, KeyHolder kind, long holder, in Place place, ReadOnlySpan<byte> sealedBytes)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        WriteHeader(header, kind, holder);
        if (sealedBytes.Length < Overhead || !sealedBytes[..HeaderLength].SequenceEqual(header))
        {
            throw new CryptographicException("The sealed bytes carry another header.");
        }

        var plaintext = new byte[sealedBytes.Length - Overhead];
        Span<byte> buffer = stackalloc byte[256];
        key.Decrypt(
            sealedBytes.Slice(HeaderLength, NonceLength),
            sealedBytes[(HeaderLength + NonceLength)..^TagLength],
            sealedBytes[^TagLength..],
            plaintext,
            Associate(header, place, buffer));
        return plaintext;
    }

    /// <summary>Whose key sealed the bytes, as their header says.</summary>
    public static (KeyHolder Kind, long Id) HolderOf(ReadOnlySpan<byte> sealedBytes) =>
        sealedBytes.Length < Overhead || sealedBytes[0] != Format
            ? throw new CryptographicException("The bytes are not sealed in a known format.")
            : ((KeyHolder)sealedBytes[1], BinaryPrimitives.ReadInt64BigEndian(sealedBytes[4..]));

    private static void WriteHeader(Span<byte> span, KeyHolder kind, long holder)
    {
        span[0] = Format;
        span[1] = (byte)kind;
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], 1);
        BinaryPrimitives.WriteInt64BigEndian(span[4..], holder);
    }

    private static ReadOnlySpan<byte> Associate(ReadOnlySpan<byte> header, in Place place, Span<byte> buffer)
    {
        header.CopyTo(buffer);
        var length = header.Length;
        Append(place.Table, buffer, ref length);
        Append(place.Row, buffer, ref length);
        Append(place.Field, buffer, ref length);
        return buffer[..length];
    }

    private static void Append(string part, Span<byte> buffer, ref int length)
    {
        // Each part is preceded by its length, so that no two places are written alike.
        var written = Encoding.UTF8.GetBytes(part, buffer[(length + 1)..]);
        buffer[length] = checked((byte)written);
        length += written + 1;
    }
}
