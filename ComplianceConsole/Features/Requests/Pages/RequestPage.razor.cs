using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>A request: how far it has come, what to do next, what it asks with its clocks, who asks, its files, letters and steps.</summary>
public partial class RequestPage : IStepHost
{
    private RequestView? _view;
    private Refusal? _refusal;
    private IReadOnlyList<TimelineEvent> _events = [];
    private IReadOnlyList<OpenStep> _others = [];
    private StepWork? _work;
    private StepPanel? _panel;
    private RequestRest? _rest;
    private int _round;
    private int _recording;
    private bool _isHeldBack;
    private bool _isOwn;
    private bool _takesFocus;

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

    void IStepHost.Begin() => _recording++;

    void IStepHost.End(Refusal? refusal, bool isStep)
    {
        _recording--;
        if (refusal is null)
        {
            // What was typed is recorded now, and the hand may be led on.
            (_isOwn, _takesFocus) = (true, _takesFocus || isStep);
            _work = isStep ? null : _work;
        }

        if (_isHeldBack || refusal is ChangedMeanwhile or StepNotOpen)
        {
            _isHeldBack = false;
            ReloadSoon();
        }
    }

    protected override void OnInitialized() =>
        Attach(Changes.Subscribe(committed =>
        {
            // Whose request it is comes with the first answer: until then every subject may be the one.
            var concernsSubject = _view?.Subject is { } subject
                ? committed.Subjects.Any(change => change.Subject == subject)
                : IsReading && committed.Subjects.Count > 0;
            if (committed.Requests.Count > 0 || concernsSubject)
            {
                ReloadSoon();
            }
        }));

    protected override async Task OnParametersSetAsync()
    {
        if (!string.Equals(_view?.Number.ToString(), NumberText, StringComparison.OrdinalIgnoreCase))
        {
            (_view, _work) = (null, null);
            await ReloadAsync();
        }
    }

    protected override async Task ReloadAsync()
    {
        // What a form here is about to record shall not look as if somebody else had done it.
        if (_recording > 0)
        {
            _isHeldBack = true;
            return;
        }

        var result = RequestNumber.TryParse(NumberText, out var number)
            ? await AskAsync((actor, cancellation) => Read.HandleAsync(actor, number, cancellation))
            : new NotFound("Request");
        if (_recording > 0)
        {
            _isHeldBack = true;
        }
        else if (result.TryGet(out var view, out _refusal))
        {
            Take(view);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus && !_isOwn)
        {
            _takesFocus = false;
            await ((_work is null ? _rest?.FocusAsync() : _panel?.FocusAsync()) ?? ValueTask.CompletedTask);
        }
    }

    private static OpenStep? NextOf(RequestView view) =>
        view.AuthorityEnded is null ? RequestFlow.NextStep(view.Course) : new OpenStep(RequestStep.RenewAuthority);

    private void Take(RequestView view)
    {
        var (before, work) = (_view, _work);
        _view = view;
        var open = StepsFor(view).ToList();
        var isOpen = work is not null && open.Contains(work.Step);
        if (work is not null && (work.IsHeld || (isOpen && before is not null && NextOf(before) != work.Step)))
        {
            work.Follow(view, view.AtHand(work.Step), isOpen, _isOwn);
            _others = [.. open.Where(step => step != work.Step)];
        }
        else
        {
            Show(open, NextFor(open, view));
        }

        _isOwn = false;
        Reader.Run(() => _events = [.. view.Steps.Select(step => EventOf(step, view.Matters.Count == 1))]);
    }

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
        NextOf(view) is { } next && open.Contains(next) ? next : null;

    private void Show(List<OpenStep> open, OpenStep? shown)
    {
        if (shown is not { } step)
        {
            _work = null;
        }
        else if (_work?.Step == step)
        {
            _work.GoOn(_view!, _view!.AtHand(step));
        }
        else
        {
            _work = new StepWork(step, _view!.AtHand(step), _view!.Steps.Count, ++_round);
        }

        _others = [.. open.Where(one => one != shown)];
    }

    private void Choose(OpenStep step)
    {
        _work = null;
        Show([.. StepsFor(_view!)], step);
        _takesFocus = true;
    }

    private void GoOn()
    {
        if (_view is not { } view || _work is not { } work)
        {
            return;
        }

        if (work.Meanwhile is { IsOpen: true })
        {
            work.GoOn(view, view.AtHand(work.Step));
        }
        else
        {
            _work = null;
            var open = StepsFor(view).ToList();
            Show(open, NextFor(open, view));
        }

        _takesFocus = true;
    }

    private static TimelineEvent EventOf(RequestStepView step, bool isOneMatter) =>
        new(step.At, RequestWords.Sentence(step, isOneMatter))
        {
            Tone = step.Stage switch
            {
                RequestStage.Refused => Tone.Slate,
                RequestStage.Closed => Tone.Green,
                _ => Tone.Accent,
            },
            Details = step.Note is { Length: > 0 } note ? builder => builder.AddContent(0, note) : null,
        };

    private Type? FormOf(OpenStep step) =>
        (Actions.FirstOrDefault(action => action.Step == step.Step && action.Matter == step.Matter)
            ?? Actions.FirstOrDefault(action => action.Step == step.Step && action.Matter is null))?.Component;

    // Which of the things asked a step concerns need not be said where one is asked, or where its name says it.
    private string Name(OpenStep step)
    {
        var name = step.Step is RequestStep.Notify or RequestStep.HandOver && _view is { } shown && RequestFlow.IsWritten(shown.Course, step)
            ? Text["Again_" + step.Step].Value
            : StepText.Of(step);
        return step.Matter is { } matter && _view?.Matters.Count > 1 && !StepText.SaysMatter(step) ? $"{name} ({EnumText.Of(matter)})" : name;
    }

    private string Title(StepWork work) =>
        _view is { } view && NextOf(view) == work.Step ? $"{Text["NextStep"].Value}: {Name(work.Step)}" : Name(work.Step);
}
