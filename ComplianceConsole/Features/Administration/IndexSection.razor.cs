using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Security.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Administration;

/// <summary>The state of the search index, looked at every second while a rebuild is under way.</summary>
public sealed partial class IndexSection : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IndexStanding? _standing;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<AdministrationText> Text { get; init; }

    [Inject]
    public required IndexState Index { get; init; }

    [Inject]
    public required ICurrentActor CurrentActor { get; init; }

    [Inject]
    public required ReaderLanguage Language { get; init; }

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

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
        try
        {
            while (_standing is { Complete: null } or { Progress: not null } && await timer.WaitForNextTickAsync(_gone.Token))
            {
                await LookAsync();
                Language.Run(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task LookAsync()
    {
        _standing = null;
        if ((await CurrentActor.GetAsync(_gone.Token)).TryGet(out var actor, out _refusal))
        {
            Index.Read(actor).TryGet(out _standing, out _refusal);
        }
    }
}
