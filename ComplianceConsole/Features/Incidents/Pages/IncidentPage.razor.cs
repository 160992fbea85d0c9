using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Incidents.Pages;

/// <summary>An incident: its clock, the notice to the authorised body, the measures, and its end. Policy 7.1, Law 25.</summary>
public partial class IncidentPage
{
    private IncidentNumber _number;
    private IncidentView? _view;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _authorityName;
    private string? _authorityEmail;
    private string? _sentAt;
    private string? _measure;
    private bool _isBusy;

    [Inject]
    public required IStringLocalizer<IncidentsText> Text { get; init; }

    [Inject]
    public required ReadIncidents Incidents { get; init; }

    [Inject]
    public required NotifyAuthority Authority { get; init; }

    [Inject]
    public required CarryIncidentOn Incident { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The incident's number, as it stands in the address.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    private string? Sentence =>
        _view is not { } view ? null
        : view.ClosedAt is not null ? Text["Is_Closed"].Value
        : view is { IsBreach: true, NotifiedAt: null } ? Text["Is_ToNotify"].Value
        : Text["Is_Open"].Value;

    protected override async Task OnInitializedAsync()
    {
        if (!IncidentNumber.TryParse(Number, out _number))
        {
            _refusal = new NotFound("Incident");
        }
        else if (Actor?.May(Right.KeepIncidents) == true)
        {
            _sentAt = LocalMoment.Write(Clock.GetCurrentInstant());
            Attach(Feed.Subscribe(committed =>
            {
                if (committed.DutiesChanged)
                {
                    ReloadSoon();
                }
            }));
            await ReloadAsync();
        }
    }

    protected override async Task ReloadAsync()
    {
        var read = await AskAsync((actor, cancellation) => Incidents.HandleAsync(actor, _number, cancellation));
        if (read.TryGet(out var view, out var refusal))
        {
            _view = view;
        }
        else
        {
            _refusal = refusal;
        }
    }

    private Task QueueAsync() =>
        TakeAsync((actor, version, cancellation) => Authority.HandleAsync(
            actor,
            new NotifyAuthorityCommand(
                _number, version, SentAt: null, _authorityName ?? "", _authorityEmail ?? "", CultureInfo.CurrentUICulture.TwoLetterISOLanguageName),
            cancellation));

    private Task MarkSentAsync()
    {
        if (LocalMoment.Read(_sentAt) is not { } sentAt)
        {
            (_refusal, _problems) = (null, [new InvalidInput("SentAt", "Date")]);
            return Task.CompletedTask;
        }

        return TakeAsync((actor, version, cancellation) =>
            Authority.HandleAsync(actor, new NotifyAuthorityCommand(_number, version, sentAt), cancellation));
    }

    private async Task AddMeasureAsync()
    {
        if (await TakeAsync((actor, version, cancellation) => Incident.AddMeasureAsync(actor, _number, version, _measure, cancellation)))
        {
            _measure = "";
        }
    }

    private Task CloseAsync() => TakeAsync((actor, version, cancellation) => Incident.CloseAsync(actor, _number, version, cancellation));

    private async Task<bool> TakeAsync(Func<Actor, int, CancellationToken, Task<Result<Done>>> step)
    {
        if (_view is not { } view || _isBusy)
        {
            return false;
        }

        _isBusy = true;
        var result = await AskAsync((actor, cancellation) => step(actor, view.Version, cancellation));
        _problems = Problems.Of(result.Refusal);
        _refusal = _problems.Count == 0 ? result.Refusal : null;
        await ReloadAsync();
        _isBusy = false;
        return result.IsDone;
    }
}
