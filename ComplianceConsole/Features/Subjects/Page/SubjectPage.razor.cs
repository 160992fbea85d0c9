using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using System.Globalization;

namespace ComplianceConsole.Features.Subjects.Page;

/// <summary>
/// A subject's page: head, what is due, and the tabs and actions the features contribute. Opening it is one use in the ledger; it is read
/// again when somebody changes the subject.
/// </summary>
public partial class SubjectPage
{
    private SubjectId _subject;
    private SubjectView? _view;
    private Refusal? _refusal;
    private int _closings;
    private string? _changedBy;
    private ElementReference _actions;
    private bool _takesFocus;

    [Inject]
    public required IStringLocalizer<SubjectsText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required ReadSubject Subjects { get; init; }

    [Inject]
    public required BlockDesk Blocks { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required IEnumerable<ISubjectTab> AllTabs { get; init; }

    [Inject]
    public required IEnumerable<ISubjectAction> AllActions { get; init; }

    [Inject]
    public required IEnumerable<ITombstone> Tombstones { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The subject's number, as it stands in the address.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>The open tab's key.</summary>
    [Parameter]
    public string? Tab { get; set; }

    private IReadOnlyList<ISubjectTab> Tabs =>
        [.. AllTabs.Where(tab => Actor?.May(tab.Right) == true).OrderBy(tab => tab.Order)];

    private ITombstone? Tombstone => Tombstones.FirstOrDefault();

    private ISubjectTab? Open =>
        Tabs.FirstOrDefault(tab => string.Equals(tab.Key, Tab, StringComparison.Ordinal)) ?? Tabs.FirstOrDefault();

    protected override void OnInitialized() => Attach(Feed.Subscribe(OnCommitted));

    protected override async Task OnParametersSetAsync()
    {
        if (!SubjectId.TryParse(Number, out var subject))
        {
            (_view, _refusal) = (null, new NotFound("Subject"));
        }
        else if (subject != _subject && Actor?.May(Right.ReadSubject) == true)
        {
            (_subject, _view, _refusal, _changedBy) = (subject, null, null, null);
            await ReloadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The button that was pressed has gone with the state it belonged to: the focus stays among the actions.
        if (_takesFocus)
        {
            _takesFocus = false;
            await _actions.FocusAsync();
        }
    }

    protected override async Task ReloadAsync()
    {
        var (subject, closings) = (_subject, _closings);
        var result = await AskAsync((actor, cancellation) => Subjects.HandleAsync(actor, subject, cancellation));

        // An answer that was on its way when the record closed is older than the closing: it must not open the record again.
        if (subject == _subject && closings == _closings)
        {
            result.TryGet(out _view, out _refusal);
        }
    }

    private IEnumerable<ISubjectAction> OfferedActions(SubjectState state) =>
        AllActions
            .Where(action => Actor?.May(action.Right) == true && action.IsOffered(state))
            .Where(action => action.IsOfferedWhenStopped || _view?.DestroyBy is null)
            .OrderBy(action => action.Order);

    private string StateSentence(SubjectView view) =>
        view.BlockedAt is { } since && DateWords.DateTime(since, CultureInfo.CurrentUICulture) is var moment
            ? view.Block?.By is { } by ? Text["BlockedSinceBy", moment, by] : Text["BlockedSince", moment]
        : view.DestroyBy is { } day ? Text["StoppedUntil", DateWords.Long(day, CultureInfo.CurrentUICulture)]
        : view.Duties.Count == 0 ? Text["Due_None"]
        : Text.Count("Due_Count", view.Duties.Count);

    private static SubjectState StateOf(RecordBlocked blocked) =>
        blocked.IsReleasedForDestruction ? SubjectState.ReleasedForDestruction : SubjectState.Blocked;

    private string ClosedSentence(RecordBlocked blocked)
    {
        var since = DateWords.DateTime(blocked.Since, CultureInfo.CurrentUICulture);
        return blocked.By is { } by ? Text["BlockedSinceBy_Closed", since, by] : Text["BlockedSince_Closed", since];
    }

    private void Dismiss() => _changedBy = null;

    private void OnCommitted(Committed committed)
    {
        var change = committed.Subjects.FirstOrDefault(one => one.Subject == _subject);
        if (change is null && !committed.RequestSubjects.Contains(_subject))
        {
            return;
        }

        var isOwn = string.Equals(committed.Actor.Id, Actor?.Id, StringComparison.Ordinal);
        _ = InvokeAsync(() =>
        {
            (_changedBy, _takesFocus) = isOwn ? (_changedBy, change is not null) : (committed.Actor.Name, false);
            if (change is { Row: { State: var state, BlockedAt: { } since } } && BlockRules.IsBlocked(state) && !SeesBlocked)
            {
                // It closes to this reader without being asked for again: that would be recorded as an attempt.
                _closings++;
                (_view, _refusal) = (null, new RecordBlocked(_subject, since)
                {
                    By = string.Equals(change.Row.BlockedBy, committed.Actor.Id, StringComparison.Ordinal) ? committed.Actor.Name : null,
                    IsReleasedForDestruction = state == SubjectState.ReleasedForDestruction,
                });
                Reader.Run(StateHasChanged);
                return;
            }

            ReloadSoon();
        });
    }

    private bool SeesBlocked => Rights.ClearanceOf(Actor?.Roles ?? Role.None) == Clearance.Full;
}
