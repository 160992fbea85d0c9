using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace ComplianceConsole.Storage.Requests;

/// <summary>Finds the type of a document in its content, whatever its name says.</summary>
public static class DocumentType
{
    internal const string Pdf = "application/pdf";
    internal const string Png = "image/png";
    internal const string Jpeg = "image/jpeg";
    internal const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    internal const string Odt = "application/vnd.oasis.opendocument.text";
    internal const string Eml = "message/rfc822";
    internal const string PlainText = "text/plain";

    /// <summary>What a browser offers to choose from.</summary>
    public const string Accepted = ".pdf,.png,.jpg,.jpeg,.docx,.odt,.txt,.eml";

    private const int MostEntries = 2_000;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A letter, a form feed and the rest of text; no other control character occurs in one.
    private static readonly SearchValues<char> s_binary =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code).Except(['\t', '\n', '\f', '\r']), '\u007F', '\uFFFE', '\uFFFF']);

    /// <summary>The media type; null for one that is not taken.</summary>
    public static string? Of(byte[] content) =>
        content.AsSpan() switch
        {
            { IsEmpty: true } => null,
            var bytes when bytes.StartsWith("%PDF-"u8) => Pdf,
            var bytes when bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) => Png,
            var bytes when bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => Jpeg,
            var bytes when bytes.StartsWith("PK\u0003\u0004"u8) => OfPackage(content),
            _ => OfText(content),
        };

    /// <summary>The name of a file where its own is not known.</summary>
    public static string ExtensionOf(string type) =>
        type switch
        {
            Pdf => ".pdf",
            Png => ".png",
            Jpeg => ".jpg",
            Docx => ".docx",
            Odt => ".odt",
            Eml => ".eml",
            _ => ".txt",
        };

    // Only the list of entries is read, and the short one that names the type: nothing is unpacked.
    private static string? OfPackage(byte[] content)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (package.Entries.Count is 0 or > MostEntries)
            {
                return null;
            }

            if (package.GetEntry("[Content_Types].xml") is not null && package.GetEntry("word/document.xml") is not null)
            {
                return Docx;
            }

            return package.GetEntry("mimetype") is { Length: < 100 } named && ReadAll(named) is Odt ? Odt : null;
        }
        catch (InvalidDataException)
        {
            // The framework's way to say that it only begins like a package.
            return null;
        }
    }

    private static string ReadAll(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.ASCII);
        var letters = new char[100];
        return new string(letters, 0, reader.ReadBlock(letters));
    }

    private static string? OfText(byte[] content)
    {
        if (!TryDecode(content, out var text) || text.AsSpan().ContainsAny(s_binary))
        {
            return null;
        }

        return IsMail(text) ? Eml : PlainText;
    }

    private static bool TryDecode(byte[] content, out string text)
    {
        try
        {
            text = content.AsSpan() switch
            {
                var bytes when bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && bytes.Length % 2 == 0 => Encoding.Unicode.GetString(bytes[2..]),
                var bytes when bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) && bytes.Length % 2 == 0 => Encoding.BigEndianUnicode.GetString(bytes[2..]),
                var bytes when bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) => s_strictUtf8.GetString(bytes[3..]),
                var bytes => s_strictUtf8.GetString(bytes),
            };
            return true;
        }
        catch (DecoderFallbackException)
        {
            // The framework's way to say that it is no text.
            text = "";
            return false;
        }
    }

    // RFC 5322: header fields up to the first empty line, From and Date among them.
    private static bool IsMail(string text)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
            {
                break;
            }

            if (line[0] is ' ' or '\t')
            {
                continue;
            }

            var colon = line.IndexOf(':');
            if (colon <= 0 || line[..colon].ContainsAnyExceptInRange('!', '~'))
            {
                return false;
            }

            names.Add(line[..colon].ToString());
        }

        return names.Contains("From") && names.Contains("Date");
    }
}
