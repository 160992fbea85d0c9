using System.Globalization;
using System.Text;
using ComplianceConsole.Documents.Layout;
using NodaTime;
using UglyToad.PdfPig;

namespace ComplianceConsole.Tests.Documents;

/// <summary>Renders documents in memory and reads them back with a reader that shares no code with the engine.</summary>
internal static class Pdfs
{
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 20, 9, 30);

    public static byte[] Render(ReportDocument document, string language = "en", bool strict = false)
    {
        using var target = new MemoryStream();
        var options = new RenderOptions { Language = CultureInfo.GetCultureInfo(language), Clock = new FixedClock(Now), Strict = strict };
        new HarfBuzzReportRenderer().Render(document, target, options);
        return target.ToArray();
    }

    public static ReportBuilder Builder(string language = "en") =>
        new ReportBuilder(language, "Title").Issuer("Issuer").Margins("Running head", "Foot note");

    public static string[] Pages(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(page => page.Text)];
    }

    public static string Text(byte[] pdf) => string.Join('\n', Pages(pdf));

    public static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    /// <summary>The whole file with its compressed streams unpacked, as one text of single bytes.</summary>
    public static string Syntax(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var all = new StringBuilder(Encoding.Latin1.GetString(pdf));
        foreach (var id in document.Structure.CrossReferenceTable.ObjectOffsets.Keys)
        {
            var token = document.Structure.GetObject(id).Data;
            all.Append('\n').Append(token);
            if (token is UglyToad.PdfPig.Tokens.StreamToken stream)
            {
                all.Append('\n').Append(stream.StreamDictionary);
            }
        }

        return all.ToString();
    }

    private sealed class FixedClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
