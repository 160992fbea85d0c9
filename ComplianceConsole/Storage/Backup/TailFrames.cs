using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Parts of a file that only grows: each with its length before it and a sum behind it, so that one that was cut short by a crash is told
/// from a whole one.
/// </summary>
internal static class TailFrames
{
    private const int SumLength = 8;
    private const int Longest = 256 * 1024 * 1024;

    /// <summary>Writes one part.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        stream.Write(length);
        stream.Write(part);
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(part, sum);
        stream.Write(sum[..SumLength]);
    }

    /// <summary>The whole parts up to the end or to the first that is not whole, each with the place in the file behind it.</summary>
    public static IEnumerable<(byte[] Part, long End)> Read(Stream stream)
    {
        var length = new byte[sizeof(int)];
        var written = new byte[SumLength];
        var sum = new byte[SHA256.HashSizeInBytes];
        var end = 0L;
        while (stream.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            var count = BinaryPrimitives.ReadInt32BigEndian(length);
            if (count is < 1 or > Longest || count > stream.Length - end)
            {
                yield break;
            }

            var part = new byte[count];
            if (stream.ReadAtLeast(part, count, throwOnEndOfStream: false) < count
                || stream.ReadAtLeast(written, SumLength, throwOnEndOfStream: false) < SumLength)
            {
                yield break;
            }

            SHA256.HashData(part, sum);
            if (!sum.AsSpan(0, SumLength).SequenceEqual(written))
            {
                yield break;
            }

            end += sizeof(int) + count + SumLength;
            yield return (part, end);
        }
    }
}
