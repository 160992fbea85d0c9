using System.Globalization;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Components.Words;

/// <summary>Names the steps of requests: one act bears one name, over its form, on its button and wherever it is said to come next.</summary>
public static class StepText
{
    private static readonly TextFamily s_text = new(nameof(RequestsText));

    /// <summary>The name of a step, as a verb: "Confirm the violation".</summary>
    /// <param name="step">The step.</param>
    /// <param name="language">The language; the reader's own when null.</param>
    public static string Of(OpenStep step, CultureInfo? language = null)
    {
        var culture = language ?? CultureInfo.CurrentUICulture;
        return (step.Matter is { } matter ? s_text.Find($"StepName_{step.Step}_{matter}", culture) : null) ?? EnumText.Of(step.Step, culture);
    }

    /// <summary>The name of a step that lies ahead: a decision that is not taken yet is spoken of as one, whichever form leads to it.</summary>
    public static string Ahead(OpenStep step) => step.Step == RequestStep.Decide ? s_text.Find("StepName_Decide") ?? Of(step) : Of(step);

    /// <summary>The same inside a sentence: "next: notify the applicant".</summary>
    public static string InSentence(OpenStep step)
    {
        var name = Ahead(step);
        return char.ToLower(name[0], CultureInfo.CurrentUICulture) + name[1..];
    }

    /// <summary>Whether the name of a step says which of the things asked it concerns.</summary>
    public static bool SaysMatter(OpenStep step) =>
        step.Step is RequestStep.PrepareReport or RequestStep.ApproveReport or RequestStep.HandOver or RequestStep.Block or RequestStep.Release
        || (step.Matter is { } matter && s_text.Find($"StepName_{step.Step}_{matter}") is not null);
}
