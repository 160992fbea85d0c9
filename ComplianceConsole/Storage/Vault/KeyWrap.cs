using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ComplianceConsole.Storage.Vault;

/// <summary>Wraps one key under another: nonce (12) | key (32) | tag (16), bound to what the key is.</summary>
internal static class KeyWrap
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Length of a wrapped key in bytes.</summary>
    public const int WrappedLength = NonceLength + Cipher.KeyLength + TagLength;

    public static byte[] Wrap(AesGcm wrapping, ReadOnlySpan<byte> key, in KeyName name)
    {
        var wrapped = new byte[WrappedLength];
        var span = wrapped.AsSpan();
        RandomNumberGenerator.Fill(span[..NonceLength]);
        Span<byte> associated = stackalloc byte[KeyName.Length];
        name.Write(associated);
        wrapping.Encrypt(
            span[..NonceLength],
            key,
            span.Slice(NonceLength, Cipher.KeyLength),
            span[^TagLength..],
            associated);
        return wrapped;
    }

    public static void Unwrap(AesGcm wrapping, ReadOnlySpan<byte> wrapped, in KeyName name, Span<byte> key)
    {
        if (wrapped.Length != WrappedLength)
        {
            throw new CryptographicException("A wrapped key has another length.");
        }

        Span<byte> associated = stackalloc byte[KeyName.Length];
        name.Write(associated);
        wrapping.Decrypt(
            wrapped[..NonceLength],
            wrapped.Slice(NonceLength, Cipher.KeyLength),
            wrapped[^TagLength..],
            key,
            associated);
    }
}

/// <summary>What a wrapped key is: its level in the tree, and its number there.</summary>
internal readonly record struct KeyName(byte Level, byte Kind, long Id)
{
    public const int Length = 10;

    public static KeyName Shelf(int id) => new(1, 0, id);

    public static KeyName Holder(Rows.KeyHolder kind, long id) => new(2, (byte)kind, id);

    public static KeyName Secret(string name) => new(3, 0, BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name))));

    public void Write(Span<byte> target)
    {
        target[0] = Level;
        target[1] = Kind;
        BinaryPrimitives.WriteInt64BigEndian(target[2..], Id);
    }
}
