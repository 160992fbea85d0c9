using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>
/// The form of the step that is shown. It watches whether somebody works in it, and says what others did meanwhile with the way to go on.
/// </summary>
public partial class StepPanel : IHandleEvent
{
    private Dictionary<string, object?> _parameters = [];
    private ElementReference _heading;

    [Inject]
    public required IStringLocalizer<RequestsText> Text { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    /// <summary>The request as it is now.</summary>
    [Parameter, EditorRequired]
    public RequestView View { get; set; } = default!;

    /// <summary>The work on the step that is shown.</summary>
    [Parameter, EditorRequired]
    public StepWork Work { get; set; } = default!;

    /// <summary>The component of its form.</summary>
    [Parameter, EditorRequired]
    public Type Form { get; set; } = default!;

    /// <summary>The heading.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What comes next now, where the step cannot be taken any more; null where nothing does.</summary>
    [Parameter]
    public OpenStep? Next { get; set; }

    /// <summary>Called when the reader has seen what others did, and goes on.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnGoOn { get; set; }

    /// <summary>Takes the focus to the heading.</summary>
    public ValueTask FocusAsync() => _heading.FocusAsync();

    protected override void OnParametersSet() =>
        _parameters = new(StringComparer.Ordinal) { ["Request"] = Work.Request };

    // That somebody points at the form, or types in it, changes nothing of what is drawn.
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg) => item.InvokeAsync(arg);

    // Once is enough to know it: the keys after the first one are not sent.
    private EventCallback<ChangeEventArgs> Typing => Work.IsTyped ? default : EventCallback.Factory.Create<ChangeEventArgs>(this, Typed);

    private void Typed()
    {
        Work.IsTyped = true;
        StateHasChanged();
    }

    private string MeanwhileKey(Meanwhile meanwhile) =>
        (meanwhile.IsOpen, Work.IsTyped) switch
        {
            (true, true) => "Meanwhile_OpenTyped",
            (true, false) => "Meanwhile_Open",
            (false, true) => "Meanwhile_TakenTyped",
            (false, false) => "Meanwhile_Taken",
        };

    private string GoOn(Meanwhile meanwhile) =>
        meanwhile.IsOpen ? Text["Meanwhile_GoOn"]
        : Next is { } next ? Text["Meanwhile_GoOnTo", StepText.Ahead(next)]
        : Text["Meanwhile_Leave"];
}
