using System.Globalization;
using ComplianceConsole.Documents.Layout;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;
using NodaTime;

namespace ComplianceConsole.Notices.Writing;

/// <summary>Prints a notice as a letter: what goes by post or is handed over.</summary>
public sealed class LetterPrinter(IReportRenderer renderer, IClock clock)
{
    /// <summary>The letter as a PDF.</summary>
    /// <param name="notice">The notice in words.</param>
    /// <param name="registers">The organisation's letterhead and who signs.</param>
    public byte[] Print(WrittenNotice notice, RegisterSnapshot registers)
    {
        var culture = CultureInfo.GetCultureInfo(notice.Language);
        var today = DateWords.Plain(notice.Date, culture);
        var organisation = registers.Organisation;
        var letter = LetterReport.Create(
            new LetterModel
            {
                Language = notice.Language,
                Issuer = organisation?.Name.In(culture) ?? "",
                IssuerDetails = $"{organisation?.Address.In(culture)}\n{Contacts(organisation?.Phone, organisation?.Email, organisation?.Website)}".Trim(),
                Addressee = Lines(notice.To.Name, notice.To.PostalAddress),
                Reference = notice.Number is { } number
                    ? Fill("LetterNumber", ("number", number), ("today", today))
                    : Fill("LetterDated", ("today", today)),
                Subject = notice.Subject,
                Paragraphs = [.. notice.Paragraphs],
                Enclosure = notice.Attachment is { } file ? Fill("LetterEnclosure", ("attachment", file.FileName)) : "",
                SignatureRole = NoticeText.Get("LetterRole", culture),
                SignatureName = registers.Appointment?.Name ?? "",
                SignatureCaption = NoticeText.Get("LetterSignature", culture),
                FootNote = Contacts(registers.Appointment?.Email, registers.Appointment?.Phone),
            });
        using var target = new MemoryStream();
        renderer.Render(letter, target, new RenderOptions { Language = culture, Clock = clock });
        return target.ToArray();

        string Fill(string key, params ReadOnlySpan<(string Name, string Value)> values)
        {
            var text = NoticeText.Get(key, culture);
            foreach (var (name, value) in values)
            {
                text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
            }

            return text;
        }
    }

    private static string Contacts(params ReadOnlySpan<string?> parts)
    {
        var given = new List<string>();
        foreach (var part in parts)
        {
            if (!string.IsNullOrWhiteSpace(part))
            {
                given.Add(part);
            }
        }

        return string.Join(" · ", given);
    }

    private static string Lines(string name, string? address) => string.IsNullOrWhiteSpace(address) ? name : $"{name}\n{address.Trim()}";
}
