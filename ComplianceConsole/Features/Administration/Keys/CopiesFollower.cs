using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Vault.Copies;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Administration.Keys;

/// <summary>Follows how the copies of the keyring stand while it is on the page.</summary>
public abstract class CopiesFollower : ActingComponent
{
    private static readonly TimeSpan s_often = TimeSpan.FromSeconds(5);

    [Inject]
    public required IStringLocalizer<KeysText> Text { get; init; }

    [Inject]
    public required CopyStandings Standings { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The copies; null before they are read.</summary>
    protected IReadOnlyList<CopyState>? Copies { get; private set; }

    /// <summary>Why they could not be read.</summary>
    protected Refusal? Refused { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        await ReloadAsync();
        if (Copies is { Count: > 0 })
        {
            _ = FollowAsync();
        }
    }

    protected override async Task ReloadAsync()
    {
        Copies = (await AskAsync((actor, _) => Task.FromResult(Standings.Read(actor)))).TryGet(out var copies, out var refused) ? copies : null;
        Refused = refused;
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(s_often, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Gone))
            {
                ReloadSoon();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }
}
