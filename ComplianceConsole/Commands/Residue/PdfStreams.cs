using System.IO.Compression;
using System.Text;

namespace ComplianceConsole.Commands.Residue;

/// <summary>
/// The streams of a PDF file, inflated. They are found by their keyword alone, so that a damaged file is read as well, and objects that no table
/// names any more. Text that is drawn stands there by the numbers of its glyphs: for each font that says what its glyphs mean it is also read
/// as the text it is, and what is drawn in several pieces or on several lines is read in one piece as well.
/// </summary>
internal static class PdfStreams
{
    private const int Window = 1 << 16;

    private static ReadOnlySpan<byte> Keyword => "stream"u8;

    /// <summary>Reads the streams of a file.</summary>
    /// <param name="file">The file; it can be read from any place.</param>
    /// <param name="found">Given each stream's content, and text that is drawn, with the place of the stream in the file.</param>
    /// <param name="drawn">Given what each stream draws in one piece, folded, after that.</param>
    public static void Read(Stream file, Action<Stream, long> found, Action<Stream, long> drawn)
    {
        var places = Places(file);
        var contents = new List<(byte[] Bytes, long Place)>();
        var maps = new List<PdfGlyphMap>();
        foreach (var place in places)
        {
            if (Inflate(file, place) is not { Length: > 0 } content)
            {
                continue;
            }

            found(new MemoryStream(content), place);
            if (PdfGlyphMap.Of(content) is { } map)
            {
                maps.Add(map);
            }
            else if (PdfGlyphMap.Draws(content))
            {
                contents.Add((content, place));
            }
        }

        foreach (var (bytes, place) in contents)
        {
            foreach (var map in maps)
            {
                var text = map.TextOf(bytes);
                found(new MemoryStream(Encoding.UTF8.GetBytes(text)), place);
                drawn(Folded(text), place);
            }

            drawn(Folded(PdfStrings.Of(bytes)), place);
        }
    }

    private static MemoryStream Folded(string text) => new(Encoding.UTF8.GetBytes(FoldedText.Of(text)));

    private static List<long> Places(Stream file)
    {
        var places = new List<long>();
        var buffer = new byte[Window + Keyword.Length + 2];
        for (long start = 0; start < file.Length; start += Window)
        {
            file.Position = start;
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var bytes = buffer.AsSpan(0, length);
            for (var at = 0; at < Math.Min(Window, length) && bytes[at..].IndexOf(Keyword) is >= 0 and var next && at + next < Window; at += next + Keyword.Length)
            {
                var end = at + next + Keyword.Length;
                var isEnd = at + next >= 3 && bytes[(at + next - 3)..(at + next)].SequenceEqual("end"u8);
                if (!isEnd && end < length && bytes[end] is (byte)'\r' or (byte)'\n')
                {
                    places.Add(start + end + (bytes[end] == '\r' && end + 1 < length && bytes[end + 1] == '\n' ? 2 : 1));
                }
            }
        }

        return places;
    }

    // What does not inflate has been read as it stands in the file.
    private static byte[]? Inflate(Stream file, long place)
    {
        const int most = 128 * 1024 * 1024;
        file.Position = place;
        var content = new MemoryStream();
        try
        {
            using var inflated = new ZLibStream(file, CompressionMode.Decompress, leaveOpen: true);
            var block = new byte[Window];
            int read;
            while (content.Length < most && (read = inflated.Read(block)) > 0)
            {
                content.Write(block, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            // The part before the damage is still looked at.
        }

        return content.ToArray();
    }
}
