using System.Buffers.Binary;

namespace ComplianceConsole.Commands.Residue;

/// <summary>
/// Looks for many patterns at once in a stream, in the memory of one block: the first three bytes of all patterns stand in a bit field, and only
/// where these match are the patterns that begin so compared.
/// </summary>
public sealed class PatternSearch
{
    private const int Key = 3;
    private const int LongKey = 8;
    private const int Block = 1 << 20;

    private readonly byte[] _begins = new byte[1 << (24 - 3)];
    private readonly Dictionary<ulong, List<ResiduePattern>> _byLongKey = [];
    private readonly Dictionary<uint, List<ResiduePattern>> _byKey = [];
    private readonly int _longest;

    /// <summary>Prepares the patterns, of three bytes at least.</summary>
    public PatternSearch(IReadOnlyList<ResiduePattern> patterns)
    {
        _longest = patterns.Count == 0 ? Key : patterns.Max(pattern => pattern.Bytes.Length);
        foreach (var pattern in patterns)
        {
            var key = KeyOf(pattern.Bytes);
            _begins[key >> 3] |= (byte)(1 << (int)(key & 7));
            if (pattern.Bytes.Length >= LongKey)
            {
                Add(_byLongKey, BinaryPrimitives.ReadUInt64LittleEndian(pattern.Bytes), pattern);
            }
            else
            {
                Add(_byKey, key, pattern);
            }
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="found">Told of each place at which a pattern stands.</param>
    /// <param name="cancellation">Ends it between blocks.</param>
    public void Run(Stream stream, Action<ResiduePattern, long> found, CancellationToken cancellation)
    {
        var buffer = new byte[Block + _longest];
        var kept = 0;
        var start = 0L;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var length = kept + read;
            var isLast = length < buffer.Length;

            // What begins near the end of the block is looked at when the next has been read behind it.
            var end = isLast ? length : length - _longest;
            Look(buffer.AsSpan(0, length), end, start, found);
            if (isLast)
            {
                return;
            }

            kept = length - end;
            buffer.AsSpan(end, kept).CopyTo(buffer);
            start += end;
        }
    }

    private void Look(ReadOnlySpan<byte> bytes, int end, long start, Action<ResiduePattern, long> found)
    {
        for (var i = 0; i < end && i + Key <= bytes.Length; i++)
        {
            var key = KeyOf(bytes[i..]);
            if ((_begins[key >> 3] & (1 << (int)(key & 7))) == 0)
            {
                continue;
            }

            var rest = bytes[i..];
            if (_byKey.TryGetValue(key, out var few))
            {
                Compare(few, rest, start + i, found);
            }

            if (rest.Length >= LongKey && _byLongKey.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(rest), out var some))
            {
                Compare(some, rest, start + i, found);
            }
        }
    }

    private static void Compare(List<ResiduePattern> patterns, ReadOnlySpan<byte> rest, long place, Action<ResiduePattern, long> found)
    {
        foreach (var pattern in patterns)
        {
            if (rest.StartsWith(pattern.Bytes))
            {
                found(pattern, place);
            }
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<ResiduePattern>> lists, TKey key, ResiduePattern pattern)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(pattern);
    }

    private static uint KeyOf(ReadOnlySpan<byte> bytes) => bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);
}
