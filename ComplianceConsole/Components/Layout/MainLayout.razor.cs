using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Look;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Components.Layout;

/// <summary>The frame around every page: rail, top bar, content. What the reader may not open is not drawn; the handlers decide all the same.</summary>
public partial class MainLayout
{
    private readonly CancellationTokenSource _gone = new();
    private Actor? _actor;
    private Refusal? _refusal;
    private ErrorBoundary? _boundary;
    private IPageGate? _gate;
    private bool _dark;

    [Inject]
    public required IStringLocalizer<LayoutText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISignedInActor SignedIn { get; init; }

    [Inject]
    public required ReaderLanguage Language { get; init; }

    [Inject]
    public required IEnumerable<INavigationEntry> AllEntries { get; init; }

    [Inject]
    public required IEnumerable<ITopBarTool> AllTools { get; init; }

    [Inject]
    public required IEnumerable<IPageGate> Gates { get; init; }

    [Inject]
    public required IEnumerable<IPageBanner> Banners { get; init; }

    [CascadingParameter]
    public ThemeChoice? Theme { get; set; }

    /// <summary>This page's address without what follows <c>#</c>.</summary>
    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    private IReadOnlyList<INavigationEntry> Entries =>
        _gate is not null ? [] : [.. AllEntries.Where(entry => _actor?.May(entry.Right) == true).OrderBy(entry => entry.Order)];

    private IEnumerable<ITopBarTool> Tools => _gate is not null ? [] : AllTools.Where(tool => _actor?.May(tool.Right) == true);

    protected override async Task OnInitializedAsync()
    {
        _dark = Theme?.IsDark ?? false;
        SignedIn.Changed += OnActorChanged;
        Navigation.LocationChanged += OnLocationChanged;
        await LoadActorAsync();
    }

    public void Dispose()
    {
        SignedIn.Changed -= OnActorChanged;
        Navigation.LocationChanged -= OnLocationChanged;
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private void SetDark(bool dark) => _dark = dark;

    private async Task LoadActorAsync()
    {
        var gate = await FindGateAsync();
        if ((await SignedIn.GetAsync(_gone.Token)).TryGet(out var actor, out var refusal))
        {
            (_actor, _refusal, _gate) = (actor, null, gate);
        }
        else
        {
            (_actor, _refusal) = (null, refusal);
        }
    }

    private void OnActorChanged(object? sender, EventArgs e) => _ = InvokeAsync(async () =>
    {
        await LoadActorAsync();
        Language.Run(StateHasChanged);
    });

    private async Task<IPageGate?> FindGateAsync()
    {
        var path = Here.Split('?')[0];
        foreach (var gate in Gates)
        {
            if (await gate.ClosesAsync(path, _gone.Token))
            {
                return gate;
            }
        }

        return null;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        _boundary?.Recover();
        _gate = await FindGateAsync();
        Language.Run(StateHasChanged);
    });
}
