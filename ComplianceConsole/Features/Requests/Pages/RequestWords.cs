using System.Globalization;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>How requests are spoken of.</summary>
internal static class RequestWords
{
    private static readonly TextFamily s_text = new(nameof(RequestsText));

    /// <summary>What is asked, in one line.</summary>
    public static string Kinds(IEnumerable<RequestKind> kinds) => string.Join(", ", kinds.Select(kind => EnumText.Of(kind)));

    /// <summary>A step as a sentence of the timeline.</summary>
    public static string Sentence(RequestStepView step)
    {
        var language = CultureInfo.CurrentUICulture;
        var key = step.Step is { } taken ? "Taken_" + taken : "Step_Received";
        var sentence = string.Format(language, s_text.Find(key, language) ?? key, step.By);
        return step is { Matter: { } matter, Step: not (RequestStep.HandOver or RequestStep.PrepareReport or RequestStep.ApproveReport) }
            ? $"{sentence} ({EnumText.Of(matter)})"
            : sentence;
    }
}
