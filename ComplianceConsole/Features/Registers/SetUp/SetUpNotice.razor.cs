using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Registers.SetUp;

/// <summary>What stands in place of every page before the set-up. An administrator is led to it; everybody else waits and sees the page open.</summary>
public sealed partial class SetUpNotice : IDisposable
{
    private IDisposable? _subscription;

    [Inject]
    public required IStringLocalizer<RegistersText> Text { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [CascadingParameter]
    public Actor? Actor { get; set; }

    protected override void OnInitialized()
    {
        _subscription = Feed.Subscribe(committed =>
        {
            if (committed.RegistersChanged)
            {
                _ = InvokeAsync(() => Navigation.Refresh());
            }
        });

        if (Actor?.May(Right.ChangeSettings) == true)
        {
            Navigation.NavigateTo(Links.SetUp);
        }
    }

    public void Dispose() => _subscription?.Dispose();
}
