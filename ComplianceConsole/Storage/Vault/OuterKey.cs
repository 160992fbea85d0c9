using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// A key under which the keyed hashes of identifiers are encrypted where they stand. Equal hashes stand equal, so that they can be looked up; and
/// unlike a hash this can be undone, so that they come under another key without anybody's identifier being opened. AES-256 over both halves,
/// chained. Safe for several threads.
/// </summary>
internal sealed class OuterKey : IDisposable
{
    /// <summary>Length of a hash, and of what stands for it, in bytes.</summary>
    public const int HashLength = 32;

    private const int Half = HashLength / 2;

    private static readonly byte[] s_noVector = new byte[Half];

    private readonly Aes _aes = Aes.Create();
    private readonly Lock _lock = new();

    public OuterKey(ReadOnlySpan<byte> key) => _aes.SetKey(key);

    /// <summary>What stands for a hash.</summary>
    public byte[] Seal(ReadOnlySpan<byte> hash)
    {
        var stored = new byte[HashLength];
        lock (_lock)
        {
            _aes.EncryptCbc(hash, s_noVector, stored, PaddingMode.None);
        }

        return stored;
    }

    /// <summary>The hash that something stands for.</summary>
    public byte[] Open(ReadOnlySpan<byte> stored)
    {
        var hash = new byte[HashLength];
        lock (_lock)
        {
            _aes.DecryptCbc(stored, s_noVector, hash, PaddingMode.None);
        }

        return hash;
    }

    /// <summary>Puts in the place of each of many hashes what stands for it.</summary>
    public void SealAll(Span<byte> hashes)
    {
        // All first halves in one pass of the cipher, then all second ones: one by one, getting it ready takes longer than its work.
        var blocks = new byte[hashes.Length / 2];
        Gather(hashes, blocks, 0);
        Encrypt(blocks);
        Scatter(blocks, hashes, 0);
        Gather(hashes, blocks, Half);
        Chain(hashes, blocks);
        Encrypt(blocks);
        Scatter(blocks, hashes, Half);
    }

    /// <summary>Puts in the place of what stands there the hashes.</summary>
    public void OpenAll(Span<byte> stored)
    {
        var blocks = new byte[stored.Length / 2];
        Gather(stored, blocks, Half);
        Decrypt(blocks);
        Chain(stored, blocks);
        Scatter(blocks, stored, Half);
        Gather(stored, blocks, 0);
        Decrypt(blocks);
        Scatter(blocks, stored, 0);
    }

    public void Dispose() => _aes.Dispose();

    private void Encrypt(byte[] blocks)
    {
        lock (_lock)
        {
            _aes.EncryptEcb(blocks, PaddingMode.None).CopyTo(blocks, 0);
        }
    }

    private void Decrypt(byte[] blocks)
    {
        lock (_lock)
        {
            _aes.DecryptEcb(blocks, PaddingMode.None).CopyTo(blocks, 0);
        }
    }

    private static void Gather(ReadOnlySpan<byte> hashes, Span<byte> blocks, int offset)
    {
        for (var (from, to) = (offset, 0); to < blocks.Length; (from, to) = (from + HashLength, to + Half))
        {
            hashes.Slice(from, Half).CopyTo(blocks[to..]);
        }
    }

    private static void Scatter(ReadOnlySpan<byte> blocks, Span<byte> hashes, int offset)
    {
        for (var (from, to) = (0, offset); from < blocks.Length; (from, to) = (from + Half, to + HashLength))
        {
            blocks.Slice(from, Half).CopyTo(hashes[to..]);
        }
    }

    // With the first halves as they stand encrypted.
    private static void Chain(ReadOnlySpan<byte> hashes, Span<byte> blocks)
    {
        var first = MemoryMarshal.Cast<byte, ulong>(hashes);
        var second = MemoryMarshal.Cast<byte, ulong>(blocks);
        for (var (from, to) = (0, 0); to < second.Length; (from, to) = (from + 4, to + 2))
        {
            second[to] ^= first[from];
            second[to + 1] ^= first[from + 1];
        }
    }
}
