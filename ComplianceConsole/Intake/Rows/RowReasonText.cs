using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Intake.Rows;

/// <summary>The sentence a person reads for what is said of a row. It never carries the value.</summary>
public static class RowReasonText
{
    private static readonly TextFamily s_sentences = new("IntakeText");

    /// <summary>The sentence in the reader's language, or in <paramref name="culture"/>.</summary>
    public static string Of(RowNote note, CultureInfo? culture = null)
    {
        var language = culture ?? CultureInfo.CurrentUICulture;
        var sentence = s_sentences.Find($"Reason_{note.Reason}", language) ?? note.Reason.ToString();
        return note.Reason == RowReason.TooLong ? string.Format(language, sentence, FieldRules.MaxLength(note.Column).ToString("N0", language))
            : note.At is { } at ? string.Format(language, sentence, DateWords.Long(AlmatyZone.DayOf(at), language), note.Subject)
            : sentence;
    }
}
