using System.Text;

namespace ComplianceConsole.Commands.Residue;

/// <summary>How a value may be written in a file.</summary>
public enum ResidueEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Base64,
    Hex,
}

/// <summary>The bytes a value would stand as.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Encoding">Written how.</param>
/// <param name="Line">The line of the value in the file of values, from 1.</param>
public sealed record ResiduePattern(byte[] Bytes, ResidueEncoding Encoding, int Line);

/// <summary>
/// Makes of values everything that is looked for: UTF-8, UTF-16 both ways round, hex of each of these in either case, and Base64 of the UTF-8 at
/// each of the three offsets at which a value can begin in a longer text, in both alphabets.
/// </summary>
public static class ResiduePatterns
{
    /// <summary>What is shorter than this stands in every file by chance.</summary>
    public const int ShortestValue = 4;

    /// <summary>The patterns of values, one a line. Empty lines and values that are too short are left out.</summary>
    public static IReadOnlyList<ResiduePattern> Of(IEnumerable<string> lines) =>
        [.. lines.Select((line, place) => (Value: line.Trim(), Line: place + 1)).Where(one => one.Value.Length >= ShortestValue).SelectMany(one => Of(one.Value, one.Line).DistinctBy(pattern => Convert.ToHexString(pattern.Bytes), StringComparer.Ordinal))];

    private static IEnumerable<ResiduePattern> Of(string value, int line)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        var little = Encoding.Unicode.GetBytes(value);
        var big = Encoding.BigEndianUnicode.GetBytes(value);
        yield return new ResiduePattern(utf8, ResidueEncoding.Utf8, line);
        yield return new ResiduePattern(little, ResidueEncoding.Utf16LittleEndian, line);
        yield return new ResiduePattern(big, ResidueEncoding.Utf16BigEndian, line);
        foreach (var bytes in new[] { utf8, little, big })
        {
            yield return new ResiduePattern(Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)), ResidueEncoding.Hex, line);
            yield return new ResiduePattern(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)), ResidueEncoding.Hex, line);
        }

        for (var offset = 0; offset < 3; offset++)
        {
            var plain = Base64At(utf8, offset);
            yield return new ResiduePattern(Encoding.ASCII.GetBytes(plain), ResidueEncoding.Base64, line);
            var safe = plain.Replace('+', '-').Replace('/', '_');
            if (!string.Equals(safe, plain, StringComparison.Ordinal))
            {
                yield return new ResiduePattern(Encoding.ASCII.GetBytes(safe), ResidueEncoding.Base64, line);
            }
        }
    }

    // The letters that depend on the value alone, whatever stands before and behind it.
    private static string Base64At(byte[] value, int offset)
    {
        const int bitsALetter = 6;
        var text = Convert.ToBase64String([.. new byte[offset], .. value]);
        var first = ((8 * offset) + bitsALetter - 1) / bitsALetter;
        var end = 8 * (offset + value.Length) / bitsALetter;
        return text[first..end];
    }
}
