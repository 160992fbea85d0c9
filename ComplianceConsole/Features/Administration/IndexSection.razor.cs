using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Administration;

/// <summary>The state of the search index, looked at every second while a rebuild is under way.</summary>
public sealed partial class IndexSection
{
    private IndexStanding? _standing;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<AdministrationText> Text { get; init; }

    [Inject]
    public required IndexState Index { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    protected override async Task OnInitializedAsync()
    {
        await LookAsync();
        if (_standing is { Complete: null } or { Progress: not null })
        {
            _ = FollowAsync();
        }
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
        try
        {
            while (_standing is { Complete: null } or { Progress: not null } && await timer.WaitForNextTickAsync(Gone))
            {
                await LookAsync();
                Reader.Run(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task LookAsync()
    {
        var result = await AskAsync((actor, _) => Task.FromResult(Index.Read(actor)));
        result.TryGet(out _standing, out _refusal);
    }
}
