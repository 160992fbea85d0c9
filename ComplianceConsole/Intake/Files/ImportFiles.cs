namespace ComplianceConsole.Intake.Files;

/// <summary>Opens a file's records, whichever of the two formats it is in.</summary>
public static class ImportFiles
{
    /// <summary>
    /// Reads a stream as JSON Lines where its first sign is an opening brace, which no header of an export is, and as CSV otherwise.
    /// The records dispose the stream.
    /// </summary>
    public static IRecords Open(Stream stream)
    {
        var beginning = new byte[512];
        var length = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        var whole = new PrefixedStream(beginning.AsMemory(0, length), stream);
        return IsJson(beginning.AsSpan(0, length)) ? new JsonLinesRecords(whole) : new CsvRecords(whole);
    }

    private static bool IsJson(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.StartsWith("\uFEFF"u8) ? beginning["\uFEFF"u8.Length..] : beginning;
        var rest = text.TrimStart(" \t\r\n"u8);
        return !rest.IsEmpty && rest[0] == (byte)'{';
    }
}
