using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>Asks for a reason. It closes when the reason is recorded; a refusal is told, and what was typed stays.</summary>
public partial class ReasonDialog
{
    private readonly string _form = Unique.Id("reason");
    private ElementReference _input;
    private string _typed = "";
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private bool _isSubmitting;

    [Inject]
    public required IStringLocalizer<SubjectsText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; init; }

    /// <summary>The question, with the number of the subject.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What happens with the answer.</summary>
    [Parameter, EditorRequired]
    public string Sentence { get; set; } = "";

    /// <summary>The verb on the button.</summary>
    [Parameter, EditorRequired]
    public string Action { get; set; } = "";

    /// <summary>Records the reason; answers why it was not recorded, or null.</summary>
    [Parameter, EditorRequired]
    public Func<string, Task<Refusal?>> Submit { get; set; } = _ => Task.FromResult<Refusal?>(null);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _input.FocusAsync();
        }
    }

    private async Task SubmitAsync()
    {
        _isSubmitting = true;
        var refusal = await Submit(_typed);
        _isSubmitting = false;
        if (refusal is null)
        {
            Dialog.Close(DialogResult.Ok(true));
            return;
        }

        _problems = Problems.Of(refusal);
        _refusal = _problems.Count == 0 ? refusal : null;
        if (_problems.Count > 0)
        {
            await _input.FocusAsync();
        }
    }
}
