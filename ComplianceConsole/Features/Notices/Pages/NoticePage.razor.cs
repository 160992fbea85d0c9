using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ComplianceConsole.Features.Notices.Pages;

/// <summary>One notice: how it stands, what it says, and what a person can do with it.</summary>
public partial class NoticePage
{
    private NoticeView? _view;
    private Refusal? _refusal;
    private bool _isBusy;

    [Inject]
    public required IStringLocalizer<NoticesText> Text { get; init; }

    [Inject]
    public required ReadNotice Read { get; init; }

    [Inject]
    public required TakeBackNotice TakeBack { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required ChangeFeed Changes { get; init; }

    /// <summary>Number of the notice, from the address.</summary>
    [Parameter]
    public long Id { get; set; }

    private bool IsFailedMail => _view?.Line is { State: NoticeState.Failed, Channel: Channel.Email } && _view.Standing != ContentStanding.Unreadable;

    private bool Asks =>
        _view is { CanBePosted: true } or { Line: { State: NoticeState.Sent, AcknowledgeBefore: not null } };

    private string Silence =>
        _view switch
        {
            { Standing: ContentStanding.Closed } => "Preview_Closed",
            { Standing: ContentStanding.Unreadable } => "Preview_Unreadable",
            { Line.State: NoticeState.Cancelled } => "Preview_TakenBack",
            _ => "Preview_Gone",
        };

    protected override void OnInitialized() =>
        Attach(Changes.Subscribe(committed =>
        {
            // A block closes what the notice says to all but the responsible person.
            if (committed.Notices.Contains(Id) || committed.Subjects.Any(change => change.Subject == _view?.Line.Subject))
            {
                ReloadSoon();
            }
        }));

    protected override Task OnParametersSetAsync() => _view?.Line.Id == Id ? Task.CompletedTask : ReloadAsync();

    protected override async Task ReloadAsync()
    {
        var result = await AskAsync((actor, cancellation) => Read.HandleAsync(actor, Id, cancellation));
        _view = result.TryGet(out var view, out _refusal) ? view : _view?.Line.Id == Id ? _view : null;
    }

    private void TellAsync(string done) => Snackbar.Tell(done);

    private async Task TakeBackAsync()
    {
        if (_view is not { } view
            || !await ConfirmDialog.AskAsync(Dialogs, Text["TakeBack_Ask", Id], Text["TakeBack_Sentence"], Text["TakeBack_Action"], isIrreversible: true))
        {
            return;
        }

        _isBusy = true;
        var result = await AskAsync((actor, cancellation) => TakeBack.HandleAsync(actor, Id, view.Line.Version, cancellation));
        _isBusy = false;
        _refusal = result.Refusal;
        if (result.IsDone)
        {
            Snackbar.Tell(Text["TakeBack_Done", Id]);
        }
    }
}
