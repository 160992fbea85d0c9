using System.Security.Cryptography;
using System.Text;

namespace ComplianceConsole.Intake.Files;

/// <summary>
/// Tells which keys occur more than once in a file, in memory that does not grow with it. The first pass notes every key in a filter of
/// fixed size, which may mistake a new key for a known one but never the reverse, and keeps only those that may have been there; the
/// second pass then follows those few exactly.
/// </summary>
/// <param name="fileLength">The file's length in bytes, from which the filter's size is guessed.</param>
internal sealed class RepeatedKeys(long fileLength)
{
    private const int ShortestRecord = 100;
    private const int BitsARecord = 32;
    private const long LeastBits = 1L << 20;
    private const long MostBits = 1L << 29;

    private readonly ulong[] _filter = new ulong[SizeFor(fileLength) / 64];
    private readonly HashSet<UInt128> _suspects = [];
    private readonly HashSet<UInt128> _met = [];

    /// <summary>Notes a key in the first pass.</summary>
    public void Note(string key)
    {
        var hash = Hash(key);
        if (!AddToFilter(hash))
        {
            _suspects.Add(hash);
        }
    }

    /// <summary>Whether the key was met before in the second pass.</summary>
    public bool WasMet(string key)
    {
        if (_suspects.Count == 0)
        {
            return false;
        }

        var hash = Hash(key);
        return _suspects.Contains(hash) && !_met.Add(hash);
    }

    private static long SizeFor(long fileLength) =>
        (long)System.Numerics.BitOperations.RoundUpToPowerOf2(
            (ulong)Math.Clamp(fileLength / ShortestRecord * BitsARecord, LeastBits, MostBits));

    private static UInt128 Hash(string key)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(Math.Min(key.Length, 256))];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key.Length <= 256 ? utf8[..Encoding.UTF8.GetBytes(key, utf8)] : Encoding.UTF8.GetBytes(key), digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }

    // Whether at least one of the key's bits was new.
    private bool AddToFilter(UInt128 hash)
    {
        var isNew = false;
        for (var i = 0; i < 4; i++)
        {
            var bit = (long)((uint)(hash >> (32 * i)) & (ulong)((_filter.LongLength * 64) - 1));
            var mask = 1UL << (int)(bit & 63);
            isNew |= (_filter[bit >> 6] & mask) == 0;
            _filter[bit >> 6] |= mask;
        }

        return isNew;
    }
}
