using System.Text;

namespace ComplianceConsole.Commands.Residue;

/// <summary>The letters that a stream of a PDF file draws as they stand, in round brackets: one text however many operators draw it.</summary>
internal static class PdfStrings
{
    private const string Escapes = "nrtbf";
    private const string Meant = "\n\r\t\b\f";

    /// <summary>All of them, one behind the other; as UTF-8 where they are that.</summary>
    public static string Of(ReadOnlySpan<byte> stream)
    {
        var drawn = new List<byte>();
        for (var at = 0; at < stream.Length; at++)
        {
            if (stream[at] == '(')
            {
                at = Read(stream, at + 1, drawn);
            }
        }

        return Encoding.UTF8.GetString([.. drawn]);
    }

    // Brackets within stand in pairs. Returns where it ends.
    private static int Read(ReadOnlySpan<byte> stream, int at, List<byte> drawn)
    {
        for (var depth = 1; at < stream.Length; at++)
        {
            var letter = stream[at];
            if (letter == '\\')
            {
                at = Unescape(stream, at + 1, drawn);
                continue;
            }

            depth += letter switch { (byte)'(' => 1, (byte)')' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }

            drawn.Add(letter);
        }

        return at;
    }

    // Returns the place of the last letter of it.
    private static int Unescape(ReadOnlySpan<byte> stream, int at, List<byte> drawn)
    {
        const int mostDigits = 3;
        var digits = 0;
        while (digits < mostDigits && at + digits < stream.Length && stream[at + digits] is >= (byte)'0' and <= (byte)'7')
        {
            digits++;
        }

        if (digits > 0)
        {
            drawn.Add((byte)Convert.ToInt32(Encoding.ASCII.GetString(stream.Slice(at, digits)), 8));
            return at + digits - 1;
        }

        if (at < stream.Length && stream[at] is not ((byte)'\n' or (byte)'\r'))
        {
            var escape = Escapes.IndexOf((char)stream[at], StringComparison.Ordinal);
            drawn.Add(escape < 0 ? stream[at] : (byte)Meant[escape]);
        }

        return at;
    }
}
