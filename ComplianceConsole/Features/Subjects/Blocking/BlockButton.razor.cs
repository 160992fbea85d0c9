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
    private bool _isBlocking;

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

    private bool AwaitsReason => State == SubjectState.Blocked && Desk.AwaitsReason(SubjectId);

    private bool IsOffered => AwaitsReason || (!BlockRules.IsBlocked(State) && !BlockRules.IsGone(State));

    private async Task PressAsync()
    {
        if (AwaitsReason)
        {
            await Desk.AskReasonAsync(SubjectId);
        }
        else if (!_isBlocking)
        {
            _isBlocking = true;
            var refusal = await Desk.BlockAsync(SubjectId);
            _isBlocking = false;
            await OnAnswered.InvokeAsync(refusal);
        }
    }
}
