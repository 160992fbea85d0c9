using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Features.Today.Pages;

/// <summary>What is due, as a month: each day with its duties, days off told apart.</summary>
public partial class MonthPage
{
    private static readonly YearMonthPattern s_pattern = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");

    private MonthView? _view;
    private Refusal? _refusal;
    private YearMonth? _asked;
    private bool _isRead;

    [Inject]
    public required IStringLocalizer<TodayText> Text { get; init; }

    [Inject]
    public required ReadMonth Read { get; init; }

    [Inject]
    public required ChangeFeed Changes { get; init; }

    /// <summary>The month: <c>2026-03</c>; the present one unless said.</summary>
    [SupplyParameterFromQuery]
    public string? Month { get; set; }

    private string Title =>
        _view is { } view ? Capital(DateWords.Month(view.Month, CultureInfo.CurrentUICulture)) : Text["OpenMonth"];

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
        YearMonth? asked = Month is not null
            && s_pattern.Parse(Month).TryGetValue(default, out var month)
            && month.Year > Deadline.EarliestDay.Year
            && month.Year < Deadline.LatestDay.Year
                ? month
                : null;
        if (_isRead && asked == _asked)
        {
            return Task.CompletedTask;
        }

        (_asked, _isRead) = (asked, true);
        return ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        var result = await AskAsync((actor, cancellation) => Read.HandleAsync(actor, _asked, cancellation));
        _view = result.TryGet(out var view, out _refusal) ? view : _view;
    }

    private static string AddressOf(YearMonth month) => $"{Links.Month}?month={s_pattern.Format(month)}";

    private static string Capital(string words) => char.ToUpper(words[0], CultureInfo.CurrentUICulture) + words[1..];

    private string ClassOf(MonthDay day) =>
        string.Join(
            ' ',
            day.Status.IsWorked() ? "month-worked" : "month-off",
            day.Day.ToYearMonth() == _view!.Month ? "" : "month-beside",
            day is { Owed: 0, Targets: 0, Done: 0 } ? "month-free" : "");
}
