using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using NodaTime;

namespace ComplianceConsole.Components.Words;

/// <summary>The sentence a person reads for a refusal: what was not done, what was kept, what to do. It carries no personal data.</summary>
public static class RefusalText
{
    private static readonly TextFamily s_sentences = new("RefusalText");

    /// <summary>The sentence in the reader's language, or in <paramref name="culture"/>.</summary>
    public static string Of(Refusal refusal, CultureInfo? culture = null)
    {
        var language = culture ?? CultureInfo.CurrentUICulture;
        var sentence = s_sentences.Find(refusal.Code, language)
            ?? s_sentences.Find(refusal is InvalidInput ? "Invalid_Other" : "Unknown", language)
            ?? refusal.Code;
        return string.Format(language, sentence, [.. Values(refusal, language)]);
    }

    private static IEnumerable<object> Values(Refusal refusal, CultureInfo language) =>
        refusal switch
        {
            NotAllowed denied => [EnumText.Of(denied.Right, language), EnumText.Of(Rights.Holders(denied.Right), language)],
            ChangedMeanwhile changed => [FieldText.Label(changed.FieldCode, language)],
            IdentifierTaken taken => [FieldText.Label(taken.FieldCode, language)],
            InvalidInput { Limit: { } limit } input => [FieldText.Label(input.FieldName, language), Written(limit, language)],
            InvalidInput input => [FieldText.Label(input.FieldName, language), ""],
            NotFound missing => [s_sentences.Find("Thing_" + missing.What, language) ?? missing.What],
            StepNotOpen step => [Step(step.Step, language)],
            _ => refusal.Arguments.Select(argument => Written(argument, language)),
        };

    private static string Step(string step, CultureInfo language) =>
        s_sentences.Find("Step_" + step, language)
        ?? (Enum.TryParse<RequestStage>(step, out var stage) ? EnumText.Of(stage, language) : step);

    private static string Written(object value, CultureInfo language) =>
        value switch
        {
            Instant instant => DateWords.DateTime(instant, language),
            LocalDate date => DateWords.Long(date, language),
            Enum word => EnumText.Of(word, language),
            IFormattable number => number.ToString(null, language),
            _ => value.ToString() ?? "",
        };
}
