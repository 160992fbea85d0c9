using System.Buffers.Binary;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Intake.Scratch;

/// <summary>
/// E-mails that were given up in this run: they belonged to somebody when it began, so nobody takes them in the same file. Kept as keyed
/// hashes in a scratch file, which is made when the first is given up.
/// </summary>
internal sealed class GivenUpEmails(ScratchFolder folder) : IDisposable
{
    private const int HashLength = 16;

    private readonly RunKey _key = new();
    private ScratchHashes? _hashes;

    /// <summary>Notes that somebody gave an e-mail up.</summary>
    public void Add(string canonical)
    {
        _hashes ??= Make();
        Span<byte> hash = stackalloc byte[HashLength];
        Hash(canonical, hash);
        _hashes.Add(hash);
    }

    /// <summary>Whether somebody gave it up.</summary>
    public bool Contains(string canonical)
    {
        if (_hashes is null)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[HashLength];
        Hash(canonical, hash);
        return _hashes.Contains(hash);
    }

    public void Dispose() => _hashes?.Dispose();

    private ScratchHashes Make()
    {
        var path = folder.NewPath();
        OwnerOnly.CreateFile(path);
        return new ScratchHashes(path);
    }

    private void Hash(string canonical, Span<byte> into)
    {
        var (high, low) = _key.Hash(0, canonical);
        BinaryPrimitives.WriteUInt64BigEndian(into, high);
        BinaryPrimitives.WriteUInt64BigEndian(into[8..], low);
    }
}
