using System.Globalization;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Components.Controls;

/// <summary>Answers "why this date?" in the reader's language: clause and term with the clause's own words, the trigger with its time in Almaty, the
/// counting step by step, and the moves by changes of the calendar.</summary>
public sealed partial class DeadlineWhy : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private DutyStory? _story;
    private long? _told;

    [Inject]
    public required IStringLocalizer<ClockText> Text { get; init; }

    [Inject]
    public required ISignedInActor SignedIn { get; init; }

    /// <summary>Who can tell what stands behind the date; nobody where no feature keeps duties.</summary>
    [Inject]
    public required IEnumerable<IDutyStories> Stories { get; init; }

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

    /// <summary>Reads what stands behind the date; the counting itself does not wait for it.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (DutyId == _told || DutyId is not { } duty || Stories.FirstOrDefault() is not { } stories)
        {
            return;
        }

        _told = duty;
        if ((await SignedIn.GetAsync(_gone.Token)).TryGet(out var actor, out _))
        {
            _story = (await stories.ReadAsync(actor, duty, _gone.Token)).TryGet(out var story, out _) ? story : null;
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private string TriggerSentence(Instant trigger)
    {
        var moment = DateWords.DateTime(trigger, CultureInfo.CurrentUICulture);
        return Duty is null ? Text["TriggerAt", moment] : Text["TriggerOf", EnumText.Of(Duty.Rule.Trigger), moment];
    }

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

        else if (Duty.Rule.IsAtOnce)
        {
            yield return Text["Basis_AtOnce", string.Join(", ", Duty.Rule.Clauses)];
        }

        if (Duty.Law is { } law)
        {
            yield return Text["Basis_Law", Duty.Rule.LawArticle ?? "", DeadlineSentences.Of(law.Term)];
        }

        if (Duty is { Rule.IsAtOnce: true })
        {
            yield return Text["Basis_AtOnceLeads"];
        }
        else if (Duty is { Policy: not null, Law: not null })
        {
            yield return Text["Basis_Leads"];
        }
    }
}
