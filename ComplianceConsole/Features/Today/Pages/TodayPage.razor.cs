using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Today.Pages;

/// <summary>The first page: what is due, by target day, and below it what other features have to say.</summary>
public partial class TodayPage
{
    private TodayView? _view;
    private Refusal? _refusal;
    private int _most = ReadToday.PageLength;

    [Inject]
    public required IStringLocalizer<TodayText> Text { get; init; }

    [Inject]
    public required ReadToday Read { get; init; }

    [Inject]
    public required ChangeFeed Changes { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IEnumerable<ITodaySection> Sections { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    private string? Sentence =>
        _view is not { } view ? null
        : view.Owed == 0 ? Text["SentenceNone", Day(view)]
        : Text.Count("Sentence", view.Owed, Day(view));

    protected override Task OnInitializedAsync()
    {
        Attach(Changes.Subscribe(committed =>
        {
            if (committed.Requests.Count > 0 || committed.RegistersChanged)
            {
                ReloadSoon();
            }
        }));
        return ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        var result = await AskAsync((actor, cancellation) => Read.HandleAsync(actor, _most, cancellation));
        _view = result.TryGet(out var view, out _refusal) ? view : _view;
    }

    private static string Day(TodayView view) => DateWords.Long(view.Day, CultureInfo.CurrentUICulture);

    private void GoToNew() => Navigation.NavigateTo(Links.NewRequest);

    private Task ShowMoreAsync()
    {
        _most += ReadToday.PageLength;
        return ReloadAsync();
    }
}
