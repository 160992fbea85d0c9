using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>A request: its clock, what to do next, who asks, its reports and its steps.</summary>
public partial class RequestPage
{
    private RequestView? _view;
    private Refusal? _refusal;
    private IReadOnlyList<TimelineEvent> _events = [];
    private Dictionary<string, object?> _atHand = [];
    private ElementReference _nextStep;
    private bool _focusNextStep;

    [Inject]
    public required IStringLocalizer<RequestsText> Text { get; init; }

    [Inject]
    public required ReadRequest Read { get; init; }

    [Inject]
    public required ChangeFeed Changes { get; init; }

    [Inject]
    public required IEnumerable<IRequestAction> Actions { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The number, from the address.</summary>
    [Parameter]
    public string NumberText { get; set; } = "";

    protected override void OnInitialized() =>
        Attach(Changes.Subscribe(committed =>
        {
            if (committed.Requests.Count > 0)
            {
                ReloadSoon();
            }
        }));

    protected override async Task OnParametersSetAsync()
    {
        if (!string.Equals(_view?.Number.ToString(), NumberText, StringComparison.OrdinalIgnoreCase))
        {
            _view = null;
            await ReloadAsync();
        }
    }

    protected override async Task ReloadAsync()
    {
        var result = RequestNumber.TryParse(NumberText, out var number)
            ? await AskAsync((actor, cancellation) => Read.HandleAsync(actor, number, cancellation))
            : new NotFound("Request");
        if (!result.TryGet(out var view, out _refusal))
        {
            return;
        }

        // The form that held the focus is gone once its step is taken: the next one takes it.
        _focusNextStep = _view is not null && _view.Next != view.Next;
        _view = view;
        _atHand = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Request"] = AtHand(view) };
        Reader.Run(() => _events = [.. view.Steps.Select(step => EventOf(view, step))]);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusNextStep && _view?.Next is not null && Actor?.May(Right.HandleRequest) == true)
        {
            _focusNextStep = false;
            await _nextStep.FocusAsync();
        }
    }

    private static RequestAtHand AtHand(RequestView view) =>
        new(
            view.Number,
            view.Version,
            view.Subject,
            view.Channel,
            view.IdentityCheck,
            view.Language,
            view.Reports.Count > 0 ? view.Reports[^1].Sequence : null);

    private Type? ActionOf(RequestStep step) => Actions.FirstOrDefault(action => action.Step == step)?.Component;

    private TimelineEvent EventOf(RequestView view, RequestStepView step) =>
        new(step.At, Text[KeyOf(view.Kind, step.Stage), step.By])
        {
            Tone = step.Stage switch
            {
                RequestStage.Refused => Tone.Slate,
                RequestStage.Closed => Tone.Green,
                _ => Tone.Accent,
            },
            Details = step.Note is { Length: > 0 } note ? builder => builder.AddContent(0, note) : null,
        };

    private static string KeyOf(RequestKind kind, RequestStage stage) =>
        stage == RequestStage.Closed
            ? kind == RequestKind.Disclosure ? "Step_HandedOver" : "Step_Answered"
            : "Step_" + stage;
}
