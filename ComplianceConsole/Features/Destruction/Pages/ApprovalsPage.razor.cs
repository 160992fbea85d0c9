using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Bulk;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Destruction.Pages;

/// <summary>
/// What was proposed and waits for a second person: groups to be depersonalised, each as a whole, and destructions, of which a selection is approved or
/// rejected in one act. Leaving the page calls off what is not begun. Policy 2.1(10), 2.1(11).
/// </summary>
public partial class ApprovalsPage
{
    private readonly HashSet<SubjectId> _chosen = [];
    private ApprovalList? _list;
    private SelectionRun? _run;
    private DepersonalisationMade? _groupMade;
    private Refusal? _loadRefusal;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _typed = "";
    private string? _reason;
    private bool _isGateChecked;
    private bool _isRejecting;
    private bool _isBusy;

    [Inject]
    public required IStringLocalizer<DestructionText> Text { get; init; }

    [Inject]
    public required ReadApprovals Approvals { get; init; }

    [Inject]
    public required AnswerMany Answers { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    private IReadOnlyList<WaitingApproval> Others => _list is { } list ? [.. list.Waiting.Where(one => !one.IsOwn)] : [];

    protected override async Task OnInitializedAsync()
    {
        if (Actor?.May(Right.DestroySubject) != true)
        {
            return;
        }

        Attach(Feed.Subscribe(committed =>
        {
            if (committed.DutiesChanged || committed.Subjects.Count > 0)
            {
                ReloadSoon();
            }
        }));
        await ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        // While they are carried out from this page, its own commits are no news.
        if (_isBusy || _run is { IsRunning: true })
        {
            return;
        }

        (await AskAsync(Approvals.HandleAsync)).TryGet(out var list, out _loadRefusal);
        _list = list ?? _list;
        _chosen.IntersectWith(Others.Select(one => one.Subject));
    }

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            _run?.Stop();
        }

        base.Dispose(isDisposing);
    }

    private void Choose(SubjectId subject, bool isChosen)
    {
        if (isChosen)
        {
            _chosen.Add(subject);
        }
        else
        {
            _chosen.Remove(subject);
        }
    }

    private void ChooseAll(bool isChosen)
    {
        _chosen.Clear();
        if (isChosen)
        {
            _chosen.UnionWith(Others.Select(one => one.Subject));
        }
    }

    private Task ApproveAsync()
    {
        var items = Items();
        var command = new ApproveManyCommand(items, _typed, _isGateChecked);
        return RunAsync(items, isRejecting: false, (actor, run) => Answers.ApproveAsync(actor, command, Advance, run.Stopped));
    }

    private Task RejectAsync()
    {
        var items = Items();
        return RunAsync(items, isRejecting: true, (actor, run) => Answers.RejectAsync(actor, items, _reason, Advance, run.Stopped));
    }

    private List<SelectedProposal> Items() =>
        [.. Others.Where(one => _chosen.Contains(one.Subject)).Select(one => new SelectedProposal(one.Subject, one.Number, one.Clause))];

    private async Task RunAsync(
        List<SelectedProposal> items, bool isRejecting, Func<Actor, SelectionRun, Task<Result<SelectionOutcome>>> answer)
    {
        if (_run is not null)
        {
            return;
        }

        (_problems, _refusal, _isRejecting) = ([], null, isRejecting);
        using var run = new SelectionRun(items.Count);
        _run = run;
        var result = await AskAsync((actor, _) => answer(actor, run));
        run.End();
        if (result.TryGet(out _, out var refusal))
        {
            (_typed, _isGateChecked, _reason) = ("", false, null);
        }
        else
        {
            _run = null;
            _problems = Problems.Of(refusal);
            _refusal = _problems.Count == 0 ? refusal : null;
        }

        await ReloadAsync();
    }

    private void Advance(SelectionStep step)
    {
        _run?.Take(step);
        _ = InvokeAsync(() => Reader.Run(StateHasChanged));
    }

    private Task DoneAsync()
    {
        _run = null;
        _chosen.Clear();
        return ReloadAsync();
    }
}
