using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>
/// The one box on every page. Results appear under it while typing; on the page of results they appear there. What is typed stays in the
/// circuit.
/// </summary>
public partial class SearchBox
{
    private const int MostShown = 8;

    private const string ListId = "search-found";

    private readonly ChangesMeanwhile _meanwhile = new();
    private LatestOnly _latest = default!;
    private string _typed = "";
    private FoundPage? _found;
    private Refusal? _refusal;
    private bool _isOpen;
    private bool _seesAll;
    private ElementReference _input;

    [Inject]
    public required IStringLocalizer<SubjectsText> Text { get; init; }

    [Inject]
    public required SearchSubjects Search { get; init; }

    [Inject]
    public required SearchDesk Desk { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private bool IsOpen => _isOpen && !IsOnResults && (_found is not null || _refusal is not null || IsTooShort);

    private bool IsTooShort => _found is null && Desk.IsTooShort;

    private bool IsOnResults =>
        string.Equals(Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0], Links.Subjects[1..], StringComparison.Ordinal);

    private string Spoken =>
        !IsOpen ? ""
        : IsTooShort ? Text["Search_TooShort"]
        : _found is null ? ""
        : _found.Next is null ? Text.Count("Found", _found.Subjects.Count)
        : $"{Text.Count("Found", _found.Subjects.Count)}. {Text["Search_More"]}";

    protected override void OnInitialized()
    {
        _latest = new LatestOnly(Time);
        _typed = Desk.Text;
        Desk.Changed += OnDeskChanged;
        Navigation.LocationChanged += OnLocationChanged;
        Attach(Feed.Subscribe(OnCommitted));
    }

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            Desk.Changed -= OnDeskChanged;
            Navigation.LocationChanged -= OnLocationChanged;
            _latest.Dispose();
        }

        base.Dispose(isDisposing);
    }

    private static string RowId(SubjectId subject) => "found-" + subject;

    private static string Beside(FoundSubject one) =>
        one.Open is null ? "" : string.Join(" · ", new[] { one.Subject.ToString(), one.Open.Email }.OfType<string>());

    private async Task TypedAsync()
    {
        Desk.Text = _typed;
        if (IsOnResults)
        {
            return;
        }

        if (!Desk.IsEnough)
        {
            Close();
            _isOpen = Desk.IsTooShort;
            await _latest.RunAsync(TimeSpan.Zero, _ => Task.CompletedTask);
            return;
        }

        await _latest.RunAsync(SubjectsPage.Pause, AskAsync);
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        var search = new SubjectSearch(_typed, SubjectFilters.None, Limit: MostShown);
        var (result, changes) = await _meanwhile.AskAsync(() => AskAsync((actor, _) =>
        {
            _seesAll = Rights.ClearanceOf(actor.Roles) == Clearance.Full;
            return Search.HandleAsync(actor, search, cancellation);
        }));
        cancellation.ThrowIfCancellationRequested();
        result.TryGet(out _found, out _refusal);
        foreach (var change in changes)
        {
            Mark(change.Subject, change.Row.State);
        }

        _isOpen = true;
    }

    private void ShowAll() => Navigation.NavigateTo(Links.Subjects);

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key is "Escape" && IsOpen)
        {
            Close();
            await _input.FocusAsync();
        }
    }

    private void Leave()
    {
        Close();
        _typed = Desk.Text = "";
    }

    private void Answer(FoundSubject one, Refusal? refusal)
    {
        _refusal = refusal;
        if (refusal is null)
        {
            Mark(one.Subject, SubjectState.Blocked);
        }
    }

    private void Mark(SubjectId subject, SubjectState state)
    {
        var closes = BlockRules.IsBlocked(state) && !_seesAll;
        _found = _found is null
            ? null
            : _found with
            {
                Subjects =
                [
                    .. _found.Subjects.Select(one =>
                        one.Subject != subject ? one : closes ? new FoundSubject(subject, state, Open: null) : one with { State = state }),
                ],
            };
    }

    private void Close()
    {
        _isOpen = false;
        _found = null;
        _refusal = null;
    }

    private void OnDeskChanged(object? sender, EventArgs e)
    {
        _typed = Desk.Text;
        StateHasChanged();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) =>
        _ = InvokeAsync(() =>
        {
            Close();
            Reader.Run(StateHasChanged);
        });

    private void OnCommitted(Committed committed) =>
        _ = InvokeAsync(() =>
        {
            _meanwhile.Note(committed);
            var shown = committed.Subjects.Where(change => _found?.Subjects.Any(one => one.Subject == change.Subject) == true).ToList();
            if (shown.Count > 0)
            {
                shown.ForEach(change => Mark(change.Subject, change.Row.State));
                Reader.Run(StateHasChanged);
            }
        });
}
