using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Notices.Pages;

/// <summary>The outbox. Its filter stands in the address.</summary>
public partial class NoticesPage
{
    private NoticeTab _tab;
    private int _most = ListNotices.PageLength;
    private NoticeList? _list;
    private Refusal? _refusal;
    private bool _isBusy;

    [Inject]
    public required IStringLocalizer<NoticesText> Text { get; init; }

    [Inject]
    public required ListNotices List { get; init; }

    [Inject]
    public required ResendNotice Resend { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required ChangeFeed Changes { get; init; }

    /// <summary>The filter's code, from the address.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? TabCode { get; set; }

    protected override void OnInitialized() =>
        Attach(Changes.Subscribe(committed =>
        {
            if (committed.Notices.Count > 0)
            {
                ReloadSoon();
            }
        }));

    protected override async Task OnParametersSetAsync()
    {
        var asked = Enum.TryParse<NoticeTab>(TabCode, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : NoticeTab.Waiting;
        if (_list is null || asked != _tab)
        {
            (_tab, _most, _list) = (asked, ListNotices.PageLength, null);
            await ReloadAsync();
        }
    }

    protected override async Task ReloadAsync()
    {
        var asked = _tab;
        var result = await AskAsync((actor, cancellation) => List.HandleAsync(actor, asked, _most, cancellation));

        // The answer to a filter that was left in the meantime is not shown.
        if (asked == _tab)
        {
            _list = result.TryGet(out var list, out _refusal) ? list : _list;
        }
    }

    private static string Address(NoticeTab tab) =>
        tab == NoticeTab.Waiting ? Links.Notices : $"{Links.Notices}?state={tab.ToString().ToLowerInvariant()}";

    private async Task ResendAllAsync()
    {
        _isBusy = true;
        var result = await AskAsync(Resend.AllAsync);
        _isBusy = false;
        if (result.TryGet(out var count, out _refusal))
        {
            Snackbar.Tell(Text.Count("Done_ResendAll", count));
        }
    }

    private Task ShowMoreAsync()
    {
        _most += ListNotices.PageLength;
        return ReloadAsync();
    }
}
