using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>Blocks a record with one click; where it was blocked from here, asks for the reason. Policy 2.1(7).</summary>
public partial class BlockButton
{
    private ElementReference _reason;
    private bool _isBlocking;
    private bool _takesFocus;

    [Inject]
    public required IStringLocalizer<SubjectsText> Text { get; init; }

    [Inject]
    public required BlockDesk Desk { get; init; }

    /// <summary>Whose record.</summary>
    [Parameter, EditorRequired]
    public SubjectId SubjectId { get; set; }

    /// <summary>Its state now.</summary>
    [Parameter, EditorRequired]
    public SubjectState State { get; set; }

    /// <summary>Whether it stands in a row.</summary>
    [Parameter]
    public bool IsSmall { get; set; }

    /// <summary>The id of the element that names the subject, for who listens.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    /// <summary>Called after the attempt: with the refusal, or with null where it was blocked.</summary>
    [Parameter]
    public EventCallback<Refusal?> OnAnswered { get; set; }

    private string? Size => IsSmall ? "button-small" : null;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The button that was pressed has gone: the focus passes to the one in its place.
        if (_takesFocus && BlockRules.IsBlocked(State) && Desk.AwaitsReason(SubjectId))
        {
            _takesFocus = false;
            await _reason.FocusAsync();
        }
    }

    private async Task BlockAsync()
    {
        _isBlocking = true;
        var refusal = await Desk.BlockAsync(SubjectId);
        _isBlocking = false;
        _takesFocus = refusal is null;
        await OnAnswered.InvokeAsync(refusal);
    }
}
