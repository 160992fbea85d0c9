using System.Globalization;
using ComplianceConsole.Documents.Layout;
using ComplianceConsole.Resources;
using NodaTime;

namespace ComplianceConsole.Documents.Reports;

/// <summary>How documents say things in the language of their reader: words, moments, numbers, and values that may not be printed whole.</summary>
internal sealed class ReportWords(CultureInfo language)
{
    /// <summary>The text of a key.</summary>
    public string this[string key] => ReportText.Get(key, language);

    /// <summary>The text of a key with values in it.</summary>
    public string Format(string key, params ReadOnlySpan<object> values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>A day with its day of the week.</summary>
    public string Day(LocalDate date) => DateWords.Long(date, language);

    /// <summary>A day and a minute.</summary>
    public string Moment(Instant instant) => DateWords.DateTime(instant, language);

    /// <summary>A number; thousands are set apart by a space that does not break, but in English, whatever the host's culture data say.</summary>
    public string Number(long number)
    {
        var format = new NumberFormatInfo { NumberGroupSeparator = language.TwoLetterISOLanguageName is "ru" or "kk" ? "\u00A0" : "," };
        return number.ToString("N0", format);
    }

    /// <summary>What a person wrote freely, without card numbers, or that nothing was given.</summary>
    public string Free(string text) => string.IsNullOrWhiteSpace(text) ? this["EmptyValue"] : CardNumbers.Mask(text);

    /// <summary>What may be printed of a field's value: never a password, never a card number. Policy 5.</summary>
    public string Value(HeldFieldKind kind, string value) =>
        kind switch
        {
            HeldFieldKind.Plain => Free(value),
            HeldFieldKind.BankCard => this["CardHidden"],
            HeldFieldKind.Password => this["PasswordValue"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
        };

    /// <summary>A line said beside the point.</summary>
    public CellLine Beside(string key, string value) => new(Format(key, value), Tone.Muted);

    /// <summary>A detail that is left out where there is nothing to say.</summary>
    public string[] Detail(string key, string text) => string.IsNullOrWhiteSpace(text) ? [] : [Format(key, text)];
}
