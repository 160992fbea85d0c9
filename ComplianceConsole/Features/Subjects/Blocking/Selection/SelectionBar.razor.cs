using System.Globalization;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ComplianceConsole.Features.Subjects.Blocking.Selection;

/// <summary>What is done with a selection of records, what became of it, and the one undo, for as long as the page is open.</summary>
public partial class SelectionBar
{
    private SelectionBlocked? _undo;
    private string? _said;
    private bool _isEnded;
    private int? _undoing;
    private Refusal? _refusal;
    private bool _takesFocus;
    private bool _wasOpen;
    private ElementReference _message;
    private ElementReference _all;

    [Inject]
    public required IStringLocalizer<SubjectsText> Text { get; init; }

    [Inject]
    public required BlockSelection Block { get; init; }

    [Inject]
    public required UndoSelection Undo { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required IEnumerable<ISelectionAction> Actions { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>Whether records are being selected.</summary>
    [Parameter, EditorRequired]
    public bool IsOpen { get; set; }

    /// <summary>Which are.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<SubjectId> Selected { get; set; }

    /// <summary>How many of those shown can be.</summary>
    [Parameter, EditorRequired]
    public int Selectable { get; set; }

    /// <summary>Selects all that are shown.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnAll { get; set; }

    /// <summary>Selects none.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnNone { get; set; }

    /// <summary>Ends selecting.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnEnd { get; set; }

    private IEnumerable<ISelectionAction> MoreActions => Actions.Where(action => Actor?.May(action.Right) == true);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus && _said is not null)
        {
            _takesFocus = false;
            await _message.FocusAsync();
        }
        else if (IsOpen && !_wasOpen)
        {
            await _all.FocusAsync();
        }

        _wasOpen = IsOpen;
    }

    private async Task AskToBlockAsync()
    {
        var subjects = Selected.OrderBy(subject => subject.Number).ToList();
        var parameters = new DialogParameters<SelectionDialog>
        {
            { dialog => dialog.Count, subjects.Count },
            { dialog => dialog.Submit, (reason, progress, stop) => BlockAsync(subjects, reason, progress, stop) },
        };
        var dialog = await Dialogs.ShowAsync<SelectionDialog>(
            Text.Count("SelectionBlock_Title", subjects.Count), parameters, new DialogOptions { BackdropClick = false, CloseOnEscapeKey = false });
        await dialog.Result;
    }

    private async Task<Refusal?> BlockAsync(IReadOnlyList<SubjectId> subjects, string reason, IProgress<int> progress, CancellationToken stop)
    {
        // Away from the page's own thread, so that it goes on drawing.
        var result = await AskAsync((actor, _) => Task.Run(() => Block.HandleAsync(actor, subjects, reason, progress, stop), CancellationToken.None));
        if (!result.TryGet(out var blocked, out var refusal))
        {
            return refusal;
        }

        _undo = blocked.Blocked.Count > 0 ? blocked : null;
        _isEnded = blocked.Ended is not null || blocked.Blocked.Count + blocked.PassedOver.Count < subjects.Count;
        _said = string.Join(' ', Sentences(blocked));
        (_refusal, _takesFocus) = (blocked.Ended, true);
        await OnNone.InvokeAsync();
        return null;
    }

    private IEnumerable<string> Sentences(SelectionBlocked blocked)
    {
        yield return Text.Count("Selection_Done", blocked.Blocked.Count);
        if (blocked.PassedOver.Count > 0)
        {
            yield return Text.Count("Selection_PassedOver", blocked.PassedOver.Count);
        }

        if (_isEnded)
        {
            yield return Text["Selection_Ended"];
        }

        if (_undo is not null)
        {
            yield return Text["Selection_UndoUntil", DateWords.DateTime(blocked.UndoUntil, CultureInfo.CurrentUICulture)];
        }
    }

    private async Task UndoAsync()
    {
        if (_undo is not { } blocked)
        {
            return;
        }

        _undoing = 0;
        var result = await AskAsync(
            (actor, gone) => Task.Run(() => Undo.HandleAsync(actor, blocked.Blocked, new Relay(Show), gone), CancellationToken.None));
        _undoing = null;
        if (result.TryGet(out var undone, out _refusal))
        {
            _said = undone.Kept.Count == 0
                ? Text.Count("Selection_Undone", undone.Released)
                : $"{Text.Count("Selection_Undone", undone.Released)} {Text.Count("Selection_Kept", undone.Kept.Count)}";
            (_undo, _refusal, _isEnded) = (undone.Ended is null ? null : _undo, undone.Ended, undone.Ended is not null || undone.Kept.Count > 0);
        }

        _takesFocus = true;
    }

    private void Show(int done) =>
        _ = InvokeAsync(() =>
        {
            _undoing = _undoing is null ? null : done;
            Reader.Run(StateHasChanged);
        });
}
