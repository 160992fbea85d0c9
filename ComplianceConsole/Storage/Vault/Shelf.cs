using System.Security.Cryptography;

namespace ComplianceConsole.Storage.Vault;

/// <summary>A shelf's key, ready to wrap. One at a time: the platform's cipher may not be used by two threads at once.</summary>
internal sealed class Shelf(ReadOnlySpan<byte> key, int version) : IDisposable
{
    private readonly AesGcm _cipher = new(key, 16);
    private readonly Lock _lock = new();

    /// <summary>Grows when the shelf's key is replaced.</summary>
    public int Version { get; } = version;

    public byte[] Wrap(ReadOnlySpan<byte> holderKey, in KeyName name)
    {
        lock (_lock)
        {
            return KeyWrap.Wrap(_cipher, holderKey, name);
        }
    }

    public void Unwrap(ReadOnlySpan<byte> wrapped, in KeyName name, Span<byte> holderKey)
    {
        lock (_lock)
        {
            KeyWrap.Unwrap(_cipher, wrapped, name, holderKey);
        }
    }

    public void Dispose() => _cipher.Dispose();
}
