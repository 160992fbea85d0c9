using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Subjects.Blocking.Selection;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Search;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>The list of subjects: what the search box and the filters leave, more on scrolling. The filters stand in the address.</summary>
public partial class SubjectsPage
{
    /// <summary>How long typing may pause before the search begins.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private LatestOnly _latest = default!;
    private IReadOnlyList<string> _versions = [];
    private List<FoundSubject>? _subjects;
    private SearchPosition? _next;
    private RebuildProgress? _rebuilding;
    private Refusal? _refusal;
    private SubjectFilters? _asked;
    private readonly HashSet<SubjectId> _selected = [];
    private readonly ChangesMeanwhile _meanwhile = new();
    private bool _isSelecting;
    private bool _isLoading;
    private bool _isBlocking;
    private bool _takesFocus;
    private SubjectId? _blocked;
    private ElementReference _reason;
    private ElementReference _more;
    private IJSObjectReference? _watcher;

    [Inject]
    public required IStringLocalizer<SubjectsText> Text { get; init; }

    [Inject]
    public required SearchSubjects Search { get; init; }

    [Inject]
    public required SearchDesk Typed { get; init; }

    [Inject]
    public required BlockDesk Desk { get; init; }

    [Inject]
    public required RegisterReader Registers { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "type")]
    public string? Type { get; set; }

    [SupplyParameterFromQuery(Name = "consent")]
    public string? Consent { get; set; }

    [SupplyParameterFromQuery(Name = "policy")]
    public string? Policy { get; set; }

    private SubjectFilters Filters => FilterCodes.Read(State, Type, Consent, Policy);

    private bool IsListing => !Typed.IsEnough && Filters.IsEmpty;

    private bool SeesAll => Rights.ClearanceOf(Actor?.Roles ?? Role.None) == Clearance.Full;

    private List<SubjectId> Selectable => [.. (_subjects ?? []).Where(CanSelect).Select(one => one.Subject)];

    private string? Sentence =>
        _subjects is null ? null
        : _next is null ? Text.Count("Found", _subjects.Count)
        : Text.Count("FoundMore", _subjects.Count);

    protected override async Task OnInitializedAsync()
    {
        _latest = new LatestOnly(Time);
        Typed.Changed += OnTyped;
        Attach(Feed.Subscribe(OnCommitted));
        _versions = [.. (await Registers.GetAsync(Gone)).PolicyVersions.Select(version => version.Code)];
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Actor?.May(Right.SearchSubjects) == true && Filters != _asked)
        {
            _asked = Filters;
            await BeginAsync(TimeSpan.Zero);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus && _blocked is { } blocked && Desk.AwaitsReason(blocked))
        {
            _takesFocus = false;
            await _reason.FocusAsync();
        }

        if (_next is null || _isLoading)
        {
            return;
        }

        _watcher ??= await Js.InvokeAsync<IJSObjectReference>("import", "/" + Assets["js/more.js"]);
        await _watcher.InvokeVoidAsync("watch", _more);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Typed.Changed -= OnTyped;
        _latest.Dispose();
        Dispose();
        if (_watcher is not null)
        {
            try
            {
                await _watcher.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone, and its module with it.
            }
        }

        GC.SuppressFinalize(this);
    }

    protected override Task ReloadAsync() => BeginAsync(TimeSpan.Zero);

    private static string RowId(SubjectId subject) => "row-" + subject;

    private async Task BeginAsync(TimeSpan pause)
    {
        _isLoading = true;
        var isLatest = await _latest.RunAsync(
            pause,
            async cancellation =>
            {
                var (result, changes) = await PageAsync(from: null, cancellation);
                _subjects = null;
                Take(result, changes);
            });
        _isLoading = _isLoading && !isLatest;
    }

    private async Task MoreAsync()
    {
        if (_next is null || _isLoading)
        {
            return;
        }

        _isLoading = true;
        var isLatest = await _latest.RunAsync(TimeSpan.Zero, async cancellation =>
        {
            var (result, changes) = await PageAsync(_next, cancellation);
            Take(result, changes);
        });
        _isLoading = _isLoading && !isLatest;
    }

    private async Task<(Result<FoundPage> Result, IReadOnlyList<SubjectChange> Changes)> PageAsync(SearchPosition? from, CancellationToken cancellation)
    {
        var search = new SubjectSearch(Typed.IsEnough ? Typed.Text : "", Filters, from);
        var found = await _meanwhile.AskAsync(() => AskAsync((actor, _) => Search.HandleAsync(actor, search, cancellation)));
        cancellation.ThrowIfCancellationRequested();
        return found;
    }

    private void Take(Result<FoundPage> result, IReadOnlyList<SubjectChange> changes)
    {
        if (result.TryGet(out var page, out _refusal))
        {
            _subjects = [.. _subjects ?? [], .. page.Subjects];
            _selected.IntersectWith(Selectable);
            (_next, _rebuilding) = (page.Next, page.Rebuilding);
            Follow([.. changes.Where(IsShown)]);
        }
        else
        {
            _next = null;
        }
    }

    private static bool CanSelect(FoundSubject one) => !BlockRules.IsBlocked(one.State) && !BlockRules.IsGone(one.State);

    private void Pick(SubjectId subject)
    {
        if (!_selected.Remove(subject))
        {
            _selected.Add(subject);
        }
    }

    // What is not shown is not selected: nobody blocks what nobody has looked at.
    private void SelectAll() => _selected.UnionWith(Selectable.Take(BlockSelection.MostSubjects));

    private void EndSelecting()
    {
        _selected.Clear();
        _isSelecting = false;
    }

    private void Choose(string filter, string? code) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter(filter, string.IsNullOrEmpty(code) ? null : code),
            replace: true);

    private async Task BlockAsync(SubjectId subject)
    {
        _isBlocking = true;
        _refusal = await Desk.BlockAsync(subject);
        _isBlocking = false;
        if (_refusal is null)
        {
            // The button that was pressed has gone: the focus passes to the one in its place.
            (_blocked, _takesFocus) = (subject, true);
            Restate(subject, SubjectState.Blocked);
        }
    }

    private void OnTyped(object? sender, EventArgs e) =>
        _ = InvokeAsync(async () =>
        {
            await BeginAsync(Pause);
            Reader.Run(StateHasChanged);
        });

    private void OnCommitted(Committed committed) =>
        _ = InvokeAsync(() =>
        {
            _meanwhile.Note(committed);
            var shown = committed.Subjects.Where(IsShown).ToList();
            if (shown.Count == 0)
            {
                return;
            }

            Follow(shown);
            Reader.Run(StateHasChanged);
        });

    private bool IsShown(SubjectChange change) => _subjects?.Exists(one => one.Subject == change.Subject) == true;

    private void Follow(List<SubjectChange> shown)
    {
        if (shown.Exists(change => change.Profile is not null || NeedsReading(change)))
        {
            ReloadSoon();
            return;
        }

        foreach (var change in shown)
        {
            Restate(change.Subject, change.Row.State);
        }
    }

    // Number and state need no reading; a record that opens to this reader again does.
    private bool NeedsReading(SubjectChange change) =>
        !BlockRules.IsBlocked(change.Row.State) && _subjects!.Exists(one => one.Subject == change.Subject && one.Open is null);

    private void Restate(SubjectId subject, SubjectState state)
    {
        var closes = BlockRules.IsBlocked(state) && !SeesAll;
        if (state != SubjectState.Active)
        {
            _selected.Remove(subject);
        }

        _subjects = _subjects?.ConvertAll(one =>
            one.Subject != subject ? one : closes ? new FoundSubject(subject, state, Open: null) : one with { State = state });
    }
}
