using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Bulk;
using ComplianceConsole.Resources;
using ComplianceConsole.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Destruction.Pages;

/// <summary>
/// Destroys what was chosen of the queue: one confirmation that names number and grounds, then record by record, to be called off between two,
/// and at the end what became of each. Leaving the page calls the rest off. Policy 9.7, 9.8.
/// </summary>
public partial class BulkPanel
{
    private CancellationTokenSource? _stop;
    private SelectionOutcome? _outcome;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _typed = "";
    private string _language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
    private bool _isGateChecked;
    private bool _releasesBlocks;
    private int _done;
    private int _running;

    [Inject]
    public required IStringLocalizer<DestructionText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required DestroyMany Subjects { get; init; }

    [Inject]
    public required DestructionSettings Settings { get; init; }

    /// <summary>What was chosen.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyCollection<WaitingDestruction> Chosen { get; set; } = [];

    /// <summary>Told when it begins, and when it was refused as a whole so that it can be chosen and confirmed again.</summary>
    [Parameter]
    public EventCallback<bool> OnRunning { get; set; }

    /// <summary>Told when the reader is done with it.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    // Several duties may stand for one record: it is destroyed once, on the one that is due first.
    private IReadOnlyList<WaitingDestruction> Leading =>
        [.. Chosen.OrderBy(line => line.Duty.Duty.Leading.DueDay).ThenBy(line => line.DutyId).DistinctBy(line => line.Subject)];

    private int Count => Leading.Count;

    private int Blocked => Leading.Count(line => line.State == SubjectState.Blocked);

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            _stop?.Cancel();
            _stop?.Dispose();
            _stop = null;
        }

        base.Dispose(isDisposing);
    }

    private async Task DestroyAsync()
    {
        if (_stop is not null)
        {
            return;
        }

        var items = Leading.Select(line =>
            new SelectedDestruction(line.Subject, line.Duty.Duty.Rule.Clauses[0], line.DutyId, line.IsAsked ? line.Request : null));
        var command = new DestroyManyCommand([.. items], _typed, _isGateChecked) { ReleasesBlocks = _releasesBlocks, Language = _language };
        using var stop = new CancellationTokenSource();
        (_stop, _running, _done) = (stop, command.Items.Count, 0);
        await OnRunning.InvokeAsync(true);
        var result = await AskAsync((actor, _) => Subjects.HandleAsync(actor, command, _ => Advance(), stop.Token));
        _stop = null;
        if (!result.TryGet(out _outcome, out var refusal))
        {
            _problems = Problems.Of(refusal);
            _refusal = _problems.Count == 0 ? refusal : null;
            await OnRunning.InvokeAsync(false);
        }
    }

    private void Advance()
    {
        _done++;
        _ = InvokeAsync(() => Reader.Run(StateHasChanged));
    }

    private string Summary(SelectionOutcome outcome) =>
        Text[
            "Bulk_Summary",
            outcome.Outcomes.Count(one => one.Made is not null || one.IsProposed),
            outcome.Outcomes.Count(one => one.Refusal is not null),
            outcome.Outcomes.Count(one => one.IsLeft)];

    private string ResultOf(SelectedOutcome one) =>
        one.Refusal is { } refusal ? RefusalText.Of(refusal)
        : one.IsLeft ? Text["Bulk_Left"]
        : one.IsProposed ? Text["Bulk_Proposed"]
        : Text[one.Made?.DestroyedAt is null ? "Bulk_Pending" : "Bulk_Done"];
}
