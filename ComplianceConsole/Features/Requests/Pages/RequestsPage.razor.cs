using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>The register of requests. Its filters stand in the address.</summary>
public partial class RequestsPage
{
    private const int PageLength = 50;

    private RequestQuery _query = new();
    private RequestList? _list;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<RequestsText> Text { get; init; }

    [Inject]
    public required ListRequests List { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ChangeFeed Changes { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The state filter's code, from the address.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? StateCode { get; set; }

    /// <summary>The kind filter's code, from the address.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? KindCode { get; set; }

    /// <summary>The stage filter's code, from the address.</summary>
    [SupplyParameterFromQuery(Name = "stage")]
    public string? StageCode { get; set; }

    protected override void OnInitialized() =>
        Attach(Changes.Subscribe(committed =>
        {
            // A block closes who asked to all but the responsible person.
            if (committed.Requests.Count > 0 || committed.Subjects.Any(change => _list?.Lines.Any(line => line.Subject == change.Subject) == true))
            {
                ReloadSoon();
            }
        }));

    protected override async Task OnParametersSetAsync()
    {
        var asked = new RequestQuery(
            Enum.TryParse<RequestState>(StateCode, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : RequestState.Open,
            Enum.TryParse<RequestKind>(KindCode, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null,
            Most: PageLength,
            Stage: Enum.TryParse<RequestStage>(StageCode, ignoreCase: true, out var stage) && Enum.IsDefined(stage) ? stage : null);
        if (_list is null || asked != _query with { Most = PageLength })
        {
            _query = asked;
            await ReloadAsync();
        }
    }

    protected override async Task ReloadAsync()
    {
        var asked = _query;
        var result = await AskAsync((actor, cancellation) => List.HandleAsync(actor, asked, cancellation));

        // The answer to a filter that was left in the meantime is not shown.
        if (asked == _query)
        {
            _list = result.TryGet(out var list, out _refusal) ? list : _list;
        }
    }

    private static string CodeOf(Enum value) => value.ToString().ToLowerInvariant();

    private static string Address(RequestQuery query)
    {
        string?[] filters =
        [
            query.State == RequestState.Open ? null : "state=" + CodeOf(query.State),
            query.Kind is { } kind ? "kind=" + CodeOf(kind) : null,
            query.Stage is { } stage ? "stage=" + CodeOf(stage) : null,
        ];
        var text = string.Join('&', filters.OfType<string>());
        return text.Length == 0 ? Links.Requests : $"{Links.Requests}?{text}";
    }

    private void ChooseKind(ChangeEventArgs change) =>
        Navigation.NavigateTo(
            Address(_query with { Kind = Enum.TryParse<RequestKind>(change.Value as string, ignoreCase: true, out var kind) ? kind : null }));

    // A stage at the end is among the closed ones, any other among the open.
    private void ChooseStage(ChangeEventArgs change)
    {
        RequestStage? chosen = Enum.TryParse<RequestStage>(change.Value as string, ignoreCase: true, out var stage) ? stage : null;
        var state = chosen is { } one && RequestFlow.IsOpen(one) != (_query.State is RequestState.Open or RequestState.Overdue)
            ? RequestState.All
            : _query.State;
        Navigation.NavigateTo(Address(_query with { State = state, Stage = chosen }));
    }

    private void GoToNew() => Navigation.NavigateTo(Links.NewRequest);

    private Task ShowMoreAsync()
    {
        _query = _query with { Most = _query.Most + PageLength };
        return ReloadAsync();
    }
}
