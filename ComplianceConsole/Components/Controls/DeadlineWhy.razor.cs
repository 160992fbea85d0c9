using System.Globalization;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Components.Controls;

/// <summary>Answers "why this date?": clause and term, then the counting step by step, as sentences in the reader's language.</summary>
public partial class DeadlineWhy
{
    [Inject]
    public required IStringLocalizer<ClockText> Text { get; init; }

    /// <summary>The deadline.</summary>
    [Parameter, EditorRequired]
    public Deadline Deadline { get; set; } = default!;

    /// <summary>The duty, which tells clause and article.</summary>
    [Parameter]
    public Duty? Duty { get; set; }

    /// <summary>The clause, where there is no duty to tell it.</summary>
    [Parameter]
    public string? Clause { get; set; }

    private IEnumerable<string> Bases()
    {
        if (Duty is null)
        {
            yield return Clause is null ? Text["Basis_Term", Written(Deadline.Term)] : Text["Basis_Clause", Clause, Written(Deadline.Term)];
            yield break;
        }

        if (Duty.Policy is { } policy)
        {
            yield return Text["Basis_Clause", string.Join(", ", Duty.Rule.Clauses), Written(policy.Term)];
        }

        if (Duty.Law is { } law)
        {
            yield return Text["Basis_Law", Duty.Rule.LawArticle ?? "", Written(law.Term)];
        }

        if (Duty is { Policy: not null, Law: not null })
        {
            yield return Text["Basis_Leads"];
        }
    }

    /// <summary>Neighbouring days of which the same is said make one sentence.</summary>
    private IEnumerable<(string Sentence, int? Article)> Sentences()
    {
        var steps = Deadline.Steps;
        for (var first = 0; first < steps.Length;)
        {
            var last = first;
            while (last + 1 < steps.Length && Continues(steps[last], steps[last + 1]))
            {
                last++;
            }

            yield return (last == first ? Single(steps[first]) : Span(steps[first], steps[last]), steps[first].CivilCodeArticle);
            first = last + 1;
        }
    }

    private static bool Continues(DeadlineStep step, DeadlineStep next) =>
        step.Kind == next.Kind
        && step.Kind is DeadlineStepKind.NotCounted or DeadlineStepKind.CannotEnd or DeadlineStepKind.NotTarget
        && next.Kind == step.Kind
        && Math.Abs(Period.DaysBetween(step.Day, next.Day)) == 1;

    private string Single(DeadlineStep step) =>
        step.Kind switch
        {
            DeadlineStepKind.Provisional => Text["Step_Provisional", step.Day.Year],
            DeadlineStepKind.NotCounted or DeadlineStepKind.CountedByOrder or DeadlineStepKind.CannotEnd or DeadlineStepKind.NotTarget =>
                Text["Step_" + step.Kind, Written(step.Day), Text["Day_" + step.Status].Value],
            DeadlineStepKind.TriggerDay or DeadlineStepKind.MissedDay or DeadlineStepKind.FirstDay or DeadlineStepKind.LastDay
                or DeadlineStepKind.CorrespondingDay or DeadlineStepKind.EndOfMonth or DeadlineStepKind.MovedTo
                or DeadlineStepKind.Closes or DeadlineStepKind.Target => Text["Step_" + step.Kind, Written(step.Day)],
        };

    private string Span(DeadlineStep first, DeadlineStep last)
    {
        var (from, to) = first.Day <= last.Day ? (first.Day, last.Day) : (last.Day, first.Day);
        return Text[$"Step_{first.Kind}Span", Written(from), Written(to)];
    }

    private string Written(Term term) => Text.Count("Term_" + term.Unit, term.Count);

    private static string Written(LocalDate day) => DateWords.Long(day, CultureInfo.CurrentUICulture);
}
