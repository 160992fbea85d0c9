using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ComplianceConsole.Features.Subjects.Blocking.Selection;

/// <summary>
/// Says how many records will be blocked and what that means, asks why, and blocks them with progress. It closes when that is done; a refusal is
/// told, and what was typed stays.
/// </summary>
public sealed partial class SelectionDialog : IDisposable
{
    private readonly string _form = Unique.Id("selection");
    private readonly CancellationTokenSource _stopping = new();
    private ElementReference _input;
    private ElementReference _stop;
    private bool _takesFocus = true;
    private bool _isWorking;
    private int _done;
    private string _typed = "";
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];

    [Inject]
    public required IStringLocalizer<SubjectsText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required ReaderLanguage Reader { get; init; }

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; init; }

    /// <summary>How many records are selected.</summary>
    [Parameter, EditorRequired]
    public int Count { get; set; }

    /// <summary>Blocks them for a reason; answers why nothing was blocked, or null.</summary>
    [Parameter, EditorRequired]
    public Func<string, IProgress<int>, CancellationToken, Task<Refusal?>> Submit { get; set; } = (_, _, _) => Task.FromResult<Refusal?>(null);

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus)
        {
            _takesFocus = false;
            await (_isWorking ? _stop : _input).FocusAsync();
        }
    }

    private async Task SubmitAsync()
    {
        (_isWorking, _takesFocus, _done) = (true, true, 0);
        var refusal = await Submit(_typed, new Relay(Show), _stopping.Token);
        if (refusal is null)
        {
            Dialog.Close(DialogResult.Ok(true));
            return;
        }

        (_isWorking, _takesFocus) = (false, true);
        _problems = Problems.Of(refusal);
        _refusal = _problems.Count == 0 ? refusal : null;
    }

    private void Show(int done) =>
        _ = InvokeAsync(() =>
        {
            _done = done;
            Reader.Run(StateHasChanged);
        });
}
