using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>A request: how far it has come, what to do next, what it asks with its clocks, who asks, its files, letters and steps.</summary>
public partial class RequestPage
{
    private RequestView? _view;
    private Refusal? _refusal;
    private IReadOnlyList<TimelineEvent> _events = [];
    private IReadOnlyList<OpenStep> _others = [];
    private OpenStep? _shown;
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
            var concernsSubject = _view?.Subject is { } subject && committed.Subjects.Any(change => change.Subject == subject);
            if (committed.Requests.Count > 0 || concernsSubject)
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

        // A step that somebody chose stays while it is open; the form that held the focus is gone once its step is taken.
        var (before, chosen) = (_view, _shown);
        _view = view;
        var open = StepsFor(view).ToList();
        var wasNext = before is null || chosen is null || chosen == NextOf(before);
        Show(open, !wasNext && open.Contains(chosen!.Value) ? chosen : NextFor(open, view));
        _focusNextStep = before is not null && chosen != _shown;
        Reader.Run(() => _events = [.. view.Steps.Select(EventOf)]);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusNextStep && _shown is { } shown && FormOf(shown) is not null)
        {
            _focusNextStep = false;
            await _nextStep.FocusAsync();
        }
    }

    private static OpenStep? NextOf(RequestView view) => RequestFlow.NextStep(view.Course);

    private static RequestAtHand AtHand(RequestView view, OpenStep step) =>
        new(
            view.Number,
            view.Version,
            view.Subject,
            view.Channel,
            view.IdentityCheck,
            view.Language,
            view.Reports.Count > 0 ? view.Reports[^1].Sequence : null)
        {
            Step = step.Step,
            Matter = step.Matter,
            Applicant = view.Applicant,
            AuthorityCheck = view.People?.Representation?.Check ?? AuthorityCheck.NotYet,
            AnswerBy = view.People is { ReplyTo.Length: > 0 } people ? RequestNotices.ChannelFor(people.ReplyTo) : null,
            IsNoticeWaiting = view.Notices.Any(letter => letter.State == NoticeState.Queued && letter.Template is not NoticeTemplates.RequestReceived),
        };

    private static Dictionary<string, object?> Parameters(RequestView view, OpenStep step) =>
        new(StringComparer.Ordinal) { ["Request"] = AtHand(view, step) };

    private static TimelineEvent EventOf(RequestStepView step) =>
        new(step.At, RequestWords.Sentence(step))
        {
            Tone = step.Stage switch
            {
                RequestStage.Refused => Tone.Slate,
                RequestStage.Closed => Tone.Green,
                _ => Tone.Accent,
            },
            Details = step.Note is { Length: > 0 } note ? builder => builder.AddContent(0, note) : null,
        };

    // What the actor may do, and what a form stands ready for.
    private IEnumerable<OpenStep> StepsFor(RequestView view)
    {
        IEnumerable<OpenStep> renewal = view.AuthorityEnded is null ? [] : [new OpenStep(RequestStep.RenewAuthority)];
        return RequestFlow.OpenSteps(view.Course)
            .Where(step => view.AuthorityEnded is null || !RequestFlow.NeedsAuthority(step.Step))
            .Concat(renewal)
            .Where(step => Actor?.May(RequestFlow.RightOf(step.Step)) == true && FormOf(step) is not null);
    }

    private static OpenStep? NextFor(List<OpenStep> open, RequestView view) =>
        view.AuthorityEnded is null && NextOf(view) is { } next && open.Contains(next) ? next : null;

    private void Show(List<OpenStep> open, OpenStep? shown)
    {
        _shown = shown;
        _others = [.. open.Where(step => step != shown)];
    }

    private Task ShowAsync(OpenStep step)
    {
        Show([.. StepsFor(_view!)], step);
        _focusNextStep = true;
        return Task.CompletedTask;
    }

    private bool IsNext(OpenStep step) => _view is { } view && NextOf(view) == step;

    private bool IsWaiting(RequestMatterView matter) => _view?.Course.Matter(matter.Kind)?.IsNoticeWaiting == true;

    private Type? FormOf(OpenStep step) =>
        (Actions.FirstOrDefault(action => action.Step == step.Step && action.Matter == step.Matter)
            ?? Actions.FirstOrDefault(action => action.Step == step.Step && action.Matter is null))?.Component;

    private string Name(OpenStep step) =>
        step.Matter is { } matter && _view?.Matters.Count > 1
            ? $"{EnumText.Of(step.Step)} ({EnumText.Of(matter)})"
            : EnumText.Of(step.Step);
}
