using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

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

    /// <summary>The number of the duty, by which the text of its clause and the moves of its dates are found.</summary>
    [Parameter]
    public long? DutyId { get; set; }

    private IEnumerable<string> Bases()
    {
        if (Duty is null)
        {
            yield return Clause is null ? Text["Basis_Term", DeadlineSentences.Of(Deadline.Term)] : Text["Basis_Clause", Clause, DeadlineSentences.Of(Deadline.Term)];
            yield break;
        }

        if (Duty.Policy is { } policy)
        {
            yield return Text["Basis_Clause", string.Join(", ", Duty.Rule.Clauses), DeadlineSentences.Of(policy.Term)];
        }

        if (Duty.Law is { } law)
        {
            yield return Text["Basis_Law", Duty.Rule.LawArticle ?? "", DeadlineSentences.Of(law.Term)];
        }

        if (Duty is { Policy: not null, Law: not null })
        {
            yield return Text["Basis_Leads"];
        }
    }
}
