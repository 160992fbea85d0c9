using System.Collections.Immutable;
using System.Globalization;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using NodaTime;

namespace ComplianceConsole.Components.Controls;

/// <summary>One thing that is said of a computed deadline.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="CivilCodeArticle">The article of the Civil Code it rests on; null where it rests on none.</param>
public sealed record DeadlineSentence(string Text, int? CivilCodeArticle);

/// <summary>Says the steps of a computed deadline, and terms, in words: for pages and for the command line.</summary>
public static class DeadlineSentences
{
    private static readonly TextFamily s_texts = new(nameof(ClockText));

    /// <summary>The counting step by step. Neighbouring days of which the same is said make one sentence.</summary>
    /// <param name="deadline">The deadline.</param>
    /// <param name="culture">The language; the reader's own when null.</param>
    public static IEnumerable<DeadlineSentence> Of(Deadline deadline, CultureInfo? culture = null)
    {
        var language = culture ?? CultureInfo.CurrentUICulture;
        var steps = deadline.Steps;
        for (var first = 0; first < steps.Length;)
        {
            var last = first;
            while (last + 1 < steps.Length && Continues(steps[last], steps[last + 1]))
            {
                last++;
            }

            var text = last == first ? Single(steps[first], language) : Span(steps[first..(last + 1)], language);
            yield return new DeadlineSentence(text, steps[first].CivilCodeArticle);
            first = last + 1;
        }
    }

    /// <summary>The words for an article of the Civil Code.</summary>
    public static string Article(int article, CultureInfo? culture = null) =>
        Say("Article", culture ?? CultureInfo.CurrentUICulture, article);

    /// <summary>A term in words: "15 calendar days", "15 календарных дней", "күнтізбелік 15 күн".</summary>
    public static string Of(Term term, CultureInfo? culture = null)
    {
        var language = culture ?? CultureInfo.CurrentUICulture;
        return Say($"Term_{term.Unit}{CountedText.FormOf(term.Count, language)}", language, term.Count);
    }

    private static bool Continues(DeadlineStep step, DeadlineStep next) =>
        step.Kind is DeadlineStepKind.NotCounted or DeadlineStepKind.CannotEnd or DeadlineStepKind.NotTarget
        && next.Kind == step.Kind
        && Math.Abs(Period.DaysBetween(step.Day, next.Day)) == 1;

    private static string Single(DeadlineStep step, CultureInfo language) =>
        step.Kind switch
        {
            DeadlineStepKind.Provisional => Say("Step_Provisional", language, step.Day.Year),
            DeadlineStepKind.NotCounted or DeadlineStepKind.CountedByOrder or DeadlineStepKind.CannotEnd or DeadlineStepKind.NotTarget =>
                Say("Step_" + step.Kind, language, DateWords.Long(step.Day, language), Say("Day_" + step.Status, language)),
            DeadlineStepKind.TriggerDay or DeadlineStepKind.MissedDay or DeadlineStepKind.FirstDay or DeadlineStepKind.LastDay
                or DeadlineStepKind.CorrespondingDay or DeadlineStepKind.EndOfMonth or DeadlineStepKind.MovedTo
                or DeadlineStepKind.Closes or DeadlineStepKind.Target or DeadlineStepKind.AtOnce =>
                Say("Step_" + step.Kind, language, DateWords.Long(step.Day, language)),
        };

    // Each day with its own reason: a weekend and a holiday beside one another are not the same.
    private static string Span(ImmutableArray<DeadlineStep> steps, CultureInfo language)
    {
        var days = steps.OrderBy(step => step.Day).ToList();
        var reasons = string.Join("; ", days.Select(step => Say("DayReason", language, DateWords.Short(step.Day, language), Say("Day_" + step.Status, language))));
        return Say($"Step_{steps[0].Kind}Span", language, DateWords.Long(days[0].Day, language), DateWords.Long(days[^1].Day, language), reasons);
    }

    private static string Say(string key, CultureInfo language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, s_texts.Find(key, language) ?? key, values);
}
