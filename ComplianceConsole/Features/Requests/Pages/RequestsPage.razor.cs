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

    protected override void OnInitialized() =>
        Attach(Changes.Subscribe(committed =>
        {
            if (committed.Requests.Count > 0)
            {
                ReloadSoon();
            }
        }));

    protected override async Task OnParametersSetAsync()
    {
        var asked = new RequestQuery(
            Enum.TryParse<RequestState>(StateCode, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : RequestState.Open,
            Enum.TryParse<RequestKind>(KindCode, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null,
            Most: PageLength);
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

    private static string Address(RequestState state, RequestKind? kind)
    {
        string?[] filters =
        [
            state == RequestState.Open ? null : "state=" + CodeOf(state),
            kind is { } one ? "kind=" + CodeOf(one) : null,
        ];
        var query = string.Join('&', filters.OfType<string>());
        return query.Length == 0 ? Links.Requests : $"{Links.Requests}?{query}";
    }

    private void ChooseKind(ChangeEventArgs change) =>
        Navigation.NavigateTo(
            Address(_query.State, Enum.TryParse<RequestKind>(change.Value as string, ignoreCase: true, out var kind) ? kind : null));

    private void GoToNew() => Navigation.NavigateTo(Links.NewRequest);

    private Task ShowMoreAsync()
    {
        _query = _query with { Most = _query.Most + PageLength };
        return ReloadAsync();
    }
}
