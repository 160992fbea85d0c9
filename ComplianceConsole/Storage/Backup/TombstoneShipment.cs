using System.Buffers.Binary;
using System.Security.Cryptography;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Ships tombstones to one copy, each under an authentication code of the ledger's key: who can write the copy must not be able to have somebody
/// destroyed by the next restoration.
/// </summary>
internal sealed class TombstoneShipment(TailFolder folder, byte[] ledgerKey)
{
    private const int Start = 1 + (3 * sizeof(long));

    private Dictionary<(KeyHolder, long), Instant?>? _shipped;

    private static ReadOnlySpan<byte> Domain => "ComplianceConsole tombstone 1\0"u8;

    /// <summary>Ships those that are new, or were lifted, since.</summary>
    /// <exception cref="IOException">The copy does not answer.</exception>
    public void Ship(IReadOnlyList<Tombstone> tombstones)
    {
        if (_shipped is not null && File.Exists(folder.Tombstones) && tombstones.All(IsShipped))
        {
            return;
        }

        using var stream = folder.Open(folder.Tombstones);
        _shipped = [];
        var end = 0L;
        foreach (var (part, at) in TailFrames.Read(stream))
        {
            end = at;
            if (Decode(part) is { } known)
            {
                _shipped[(known.Kind, known.Id)] = known.LiftedAt;
            }
        }

        stream.SetLength(end);
        stream.Seek(0, SeekOrigin.End);
        foreach (var tombstone in tombstones.Where(one => !IsShipped(one)).ToList())
        {
            TailFrames.Write(stream, Encode(tombstone));
            _shipped[(tombstone.Kind, tombstone.Id)] = tombstone.LiftedAt;
        }

        stream.Flush(flushToDisk: true);
    }

    /// <summary>The tombstones of a copy that are genuine, as they stood last.</summary>
    public IReadOnlyList<Tombstone> Read()
    {
        if (!File.Exists(folder.Tombstones))
        {
            return [];
        }

        var found = new Dictionary<(KeyHolder, long), Tombstone>();
        using var stream = new FileStream(folder.Tombstones, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        foreach (var (part, _) in TailFrames.Read(stream))
        {
            if (Decode(part) is { } tombstone)
            {
                found[(tombstone.Kind, tombstone.Id)] = tombstone;
            }
        }

        return [.. found.Values];
    }

    private bool IsShipped(Tombstone one) =>
        _shipped!.TryGetValue((one.Kind, one.Id), out var lifted) && (lifted is not null || one.LiftedAt is null);

    private byte[] Encode(Tombstone tombstone)
    {
        var bytes = new byte[Start + (tombstone.ExternalId?.Length ?? 0)];
        bytes[0] = (byte)tombstone.Kind;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), tombstone.Id);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1 + sizeof(long)), tombstone.At.ToUnixTimeTicks());
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1 + (2 * sizeof(long))), tombstone.LiftedAt?.ToUnixTimeTicks() ?? long.MinValue);
        tombstone.ExternalId?.CopyTo(bytes.AsSpan(Start));
        return [.. bytes, .. Tag(bytes)];
    }

    private Tombstone? Decode(byte[] part)
    {
        if (part.Length < Start + Hash256.Length)
        {
            return null;
        }

        var bytes = part.AsSpan(0, part.Length - Hash256.Length);
        if (!CryptographicOperations.FixedTimeEquals(Tag(bytes), part.AsSpan(bytes.Length)))
        {
            return null;
        }

        var lifted = BinaryPrimitives.ReadInt64BigEndian(bytes[(1 + (2 * sizeof(long)))..]);
        return new Tombstone(
            (KeyHolder)bytes[0],
            BinaryPrimitives.ReadInt64BigEndian(bytes[1..]),
            Instant.FromUnixTimeTicks(BinaryPrimitives.ReadInt64BigEndian(bytes[(1 + sizeof(long))..])),
            bytes.Length == Start ? null : bytes[Start..].ToArray(),
            lifted == long.MinValue ? null : Instant.FromUnixTimeTicks(lifted));
    }

    private byte[] Tag(ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(ledgerKey, (byte[])[.. Domain, .. bytes]);
}
