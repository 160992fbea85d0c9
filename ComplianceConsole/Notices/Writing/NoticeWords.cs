using System.Globalization;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Notices.Writing;

/// <summary>The values of one notice in the words of its language: given ones, and those that organisation and day supply.</summary>
internal sealed class NoticeWords(string template, CultureInfo culture, NoticeContent content, RegisterSnapshot registers, LocalDate date)
{
    private readonly NoticeVoice _texts = new(culture, content.Values.GetValueOrDefault(NoticeValues.Applicant));

    /// <summary>The value of a name in words; null where it is not given.</summary>
    public string? Find(string name) =>
        name switch
        {
            "recipient" => content.To.Name,
            "attachment" => content.Attachment?.FileName,
            "today" => DateWords.Plain(date, culture),
            "organisation" => registers.Organisation?.Name.In(culture),
            "address" => registers.Organisation?.Address.In(culture),
            "responsible" => registers.Appointment?.Name,
            "email" => registers.Appointment?.Email ?? registers.Organisation?.Email,
            "phone" => registers.Appointment?.Phone ?? registers.Organisation?.Phone,
            "objection" => Objection(),
            NoticeValues.Clause => Given(name) ?? NoticeTemplates.ClauseOf(template),
            NoticeValues.DoneOn => Day(Given(name)) ?? DateWords.Plain(date, culture),
            NoticeValues.Contract => Given(name) is { } number ? ContractText.Of(number, Date(Given(NoticeValues.ContractDate)), culture) : null,
            NoticeValues.ReceivedOn or NoticeValues.DueOn or NoticeValues.ReleasedOn or NoticeValues.AcknowledgeBy => Day(Given(name)),
            NoticeValues.Kinds => Each(name, ", ", code => Inside(Kind(code))),
            NoticeValues.Fields => Each(name, ", ", code => Inside(FieldText.Label(code, culture))),
            NoticeValues.Purposes or NoticeValues.Remaining => Each(name, "; ", code => registers.PurposeOf(code)?.Title.In(culture) ?? code),
            NoticeValues.Ground => Given(name) is { } ground ? _texts.Find("Ground_" + ground) ?? ground : null,
            _ => Given(name),
        };

    // Own words stand after the template's lead-in, so that the reader knows what they are about.
    private string? Objection() =>
        Given(NoticeValues.HowToObject) is { } own ? _texts.Get("ObjectionOwn").Replace("{own}", own, StringComparison.Ordinal)
        : _texts.IsOfAuthority ? null
        : _texts.Get("Objection");

    private string? Given(string name) =>
        content.Values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    private string? Day(string? value) =>
        value is null ? null
        : LocalDatePattern.Iso.Parse(value).TryGetValue(default, out var day) ? DateWords.Plain(day, culture)
        : value;

    private static LocalDate? Date(string? value) =>
        value is not null && LocalDatePattern.Iso.Parse(value).TryGetValue(default, out var day) ? day : null;

    private string? Each(string name, string between, Func<string, string> word) =>
        Given(name) is { } codes
            ? string.Join(between, codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word))
            : null;

    // A label begins with a capital; inside a sentence a word does not, but an abbreviation does.
    private string Inside(string label) =>
        label.Length > 1 && char.IsLower(label[1]) ? char.ToLower(label[0], culture) + label[1..] : label;

    private string Kind(string name) => Enum.TryParse<RequestKind>(name, out var kind) ? EnumText.Of(kind, culture) : name;
}
