using System.Globalization;
using System.Text.RegularExpressions;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;
using NodaTime;

namespace ComplianceConsole.Notices.Writing;

/// <summary>
/// Writes notices from their templates in the language of their reader. A paragraph whose value is not given is left out, so that one
/// template serves with and without a deadline, an act, a text of the responsible person's own.
/// </summary>
public static partial class NoticeWriter
{
    /// <summary>Writes a notice.</summary>
    /// <param name="template">The code of its template, one of <see cref="NoticeTemplates"/>.</param>
    /// <param name="language">Two-letter code of the reader's language.</param>
    /// <param name="content">What it says and to whom.</param>
    /// <param name="registers">The organisation and its responsible person.</param>
    /// <param name="date">The day it is written, in Almaty.</param>
    public static WrittenNotice Write(string template, string language, NoticeContent content, RegisterSnapshot registers, LocalDate date)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var texts = new NoticeVoice(culture, content.Values.GetValueOrDefault(NoticeValues.Applicant));
        var values = new NoticeWords(template, culture, content, registers, date);
        return new WrittenNotice
        {
            Language = language,
            To = content.To,
            Subject = OneLine(Placeholder().Replace(texts.Get("Subject_" + template), found => values.Find(found.Groups["name"].Value) ?? "")),
            Date = date,
            Number = content.Values.GetValueOrDefault(NoticeValues.Number),
            Paragraphs = [.. Paragraphs("Greeting"), .. Paragraphs("Body_" + template)],
            Closing = [.. Lines("Closing"), .. Lines("Contacts")],
            Attachment = content.Attachment,
        };

        IEnumerable<string> Paragraphs(string key) => Filled(texts.Get(key).Split("\n\n"), values);

        IEnumerable<string> Lines(string key) =>
            string.Join('\n', Filled(NoticeText.Get(key, culture).Split('\n'), values)) is { Length: > 0 } lines ? [lines] : [];
    }

    // The template is cut into parts before values are put in, and values are put in once: a text of a person's own with an empty line
    // or a brace in it stays as it is.
    private static IEnumerable<string> Filled(IEnumerable<string> parts, NoticeWords values)
    {
        foreach (var part in parts)
        {
            var isWhole = true;
            var filled = Placeholder().Replace(part, found =>
            {
                var value = values.Find(found.Groups["name"].Value);
                isWhole &= !string.IsNullOrWhiteSpace(value);

                // A Russian date ends in "г.", whose full stop is the sentence's too.
                var endsSentence = part.AsSpan(found.Index + found.Length).StartsWith('.');
                return endsSentence && value?.EndsWith('.') == true ? value[..^1] : value ?? "";
            });
            if (isWhole)
            {
                yield return CardNumbers.Mask(filled).Trim();
            }
        }
    }

    private static string OneLine(string text) => Blank().Replace(text, " ").Trim(' ', ':');

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Placeholder();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();
}
