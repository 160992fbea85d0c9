using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Duties;
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
    private SelectionRun? _run;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _typed = "";
    private string _language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
    private bool _isGateChecked;
    private bool _releasesBlocks;

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

    private int Count => Chosen.Count;

    private int Blocked => Chosen.Count(line => line.State == SubjectState.Blocked);

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            _run?.Stop();
        }

        base.Dispose(isDisposing);
    }

    private static DutyKind ReasonOf(WaitingDestruction line) =>
        (line.Owed.FirstOrDefault(one => one.Duty.Id == line.Ground?.DutyId) ?? line.Leading).Duty.Duty.Kind;

    private async Task DestroyAsync()
    {
        if (_run is not null)
        {
            return;
        }

        // Known before anything is begun: every one of them would be refused, and each refusal would count as an attempt.
        if (Blocked > 0 && !_releasesBlocks)
        {
            (_problems, _refusal) = ([new InvalidInput(DestroyMany.ReleaseInput, "ReleaseAll")], null);
            return;
        }

        var items = Chosen
            .Where(line => line.Ground is not null)
            .Select(line => new SelectedDestruction(line.Subject, line.Ground!.Clause, line.Ground.DutyId, line.Ground.Request));
        var command = new DestroyManyCommand([.. items], _typed, _isGateChecked) { ReleasesBlocks = _releasesBlocks, Language = _language };
        using var run = new SelectionRun(command.Items.Count);
        _run = run;
        await OnRunning.InvokeAsync(true);
        var result = await AskAsync((actor, _) => Subjects.HandleAsync(actor, command, Advance, run.Stopped));
        run.End();
        if (!result.TryGet(out _, out var refusal))
        {
            _run = null;
            _problems = Problems.Of(refusal);
            _refusal = _problems.Count == 0 ? refusal : null;
            await OnRunning.InvokeAsync(false);
        }
    }

    private void Advance(SelectionStep step)
    {
        _run?.Take(step);
        _ = InvokeAsync(() => Reader.Run(StateHasChanged));
    }
}
