using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Today.Pages;

/// <summary>The desk: the next thing to do, then all that is owed by target day, who holds it, and below it what other features have to say.</summary>
public partial class TodayPage
{
    private TodayView? _view;
    private Refusal? _refusal;
    private DeskFilter? _filter;
    private int _most = ReadToday.PageLength;

    [Inject]
    public required IStringLocalizer<TodayText> Text { get; init; }

    [Inject]
    public required ReadToday Read { get; init; }

    [Inject]
    public required AssignDuty Assign { get; init; }

    [Inject]
    public required AssignRequest AssignRequest { get; init; }

    [Inject]
    public required ChangeFeed Changes { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IEnumerable<ITodaySection> Sections { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>Whose: <c>me</c>, <c>nobody</c>, or everybody's.</summary>
    [SupplyParameterFromQuery]
    public string? Holder { get; set; }

    /// <summary>The code of a kind of duty.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <summary>The code of a stage.</summary>
    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    /// <summary>The code of a state: <c>overdue</c>.</summary>
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    /// <summary>A day: <c>2026-03-26</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Day { get; set; }

    private bool MayHold => Actor?.May(Right.AssignDuty) == true;

    /// <summary>The next thing to do: the first that is mine or nobody's.</summary>
    private DueLine? First =>
        MayHold && _view is { } view
            ? view.Lines.FirstOrDefault(line => line.Holder is null || string.Equals(line.Holder.Id, Actor!.Id, StringComparison.Ordinal))
            : null;

    private string? Sentence =>
        _view is not { } view ? null
        : (view.Owed == 0 ? Text["SentenceNone", Today(view)].Value : Text.Count("Sentence", view.Owed, Today(view)))
            + (view.UnclockedOwed > 0 ? " " + Text.Count("SentenceNoClock", view.UnclockedOwed) : "")
            + (IsNoneMine(view) ? " " + Text["SentenceMineNone"].Value : "");

    // Said where nothing but the holder was asked for: under another filter it might not be true.
    private bool IsNoneMine(TodayView view) =>
        _filter is { IsMine: true, Kind: null, Stage: null, Day: null }
        && view.Owed + view.UnclockedOwed > 0
        && view.Counts.Values.Sum() + view.UnclockedCount == 0;

    protected override void OnInitialized() =>
        Attach(Changes.Subscribe(committed =>
        {
            if (committed.Requests.Count > 0 || committed.DutiesChanged || committed.RegistersChanged)
            {
                ReloadSoon();
            }
        }));

    protected override Task OnParametersSetAsync()
    {
        var filter = DeskAddress.Read(Holder, Kind, Stage, State, Day);
        if (filter == _filter)
        {
            return Task.CompletedTask;
        }

        (_filter, _most) = (filter, ReadToday.PageLength);
        return ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        var result = await AskAsync((actor, cancellation) => Read.HandleAsync(actor, _filter ?? DeskFilter.All, _most, cancellation));
        _view = result.TryGet(out var view, out _refusal) ? view : _view;
    }

    private static string Today(TodayView view) => DateWords.Long(view.Day, CultureInfo.CurrentUICulture);

    private void GoToNew() => Navigation.NavigateTo(Links.NewRequest);

    private Task ShowMoreAsync()
    {
        _most += ReadToday.PageLength;
        return ReloadAsync();
    }

    private async Task ToldAsync(Refusal? refusal)
    {
        await ReloadAsync();
        _refusal = refusal ?? _refusal;
    }

    private async Task PassAsync(AssignDutyCommand command) =>
        Tell(
            await AskAsync((actor, token) => Assign.HandleAsync(actor, command, token)),
            await ReadAgainAsync() is { } view ? view.Lines.FirstOrDefault(line => line.Id == command.Duty)?.Holder : null);

    private async Task PassRequestAsync(AssignRequestCommand command) =>
        Tell(
            await AskAsync((actor, token) => AssignRequest.HandleAsync(actor, command, token)),
            await ReadAgainAsync() is { } view ? view.Unclocked.FirstOrDefault(line => line.Request == command.Request)?.Holder : null);

    private async Task<TodayView?> ReadAgainAsync()
    {
        await ReloadAsync();
        return _view;
    }

    private void Tell(Result<Done> result, Holder? holder)
    {
        if (!result.TryGet(out _, out var refusal))
        {
            _refusal = refusal;
            return;
        }

        Snackbar.Tell(holder is not null ? Text["Passed", holder.Name] : Text["LetGo"]);
    }

    private IEnumerable<ITodaySection> SectionsOf(bool isUrgent) =>
        Sections.Where(section => section.Order < 0 == isUrgent && Actor?.May(section.Right) == true).OrderBy(section => section.Order);
}
