using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Storage.Search;

/// <summary>Takes each commit into the search index before the page learns that it was done.</summary>
public sealed class SearchFollower(IServiceProvider services) : IAfterCommit
{
    public async ValueTask AfterCommitAsync(Committed committed, CancellationToken cancellation)
    {
        if (committed.Subjects.Count > 0)
        {
            // Resolved late: the maintenance records its rebuilds through the operation, which has its followers from here.
            await services.GetRequiredService<SearchMaintenance>().FollowAsync(committed, cancellation);
        }
    }
}

/// <summary>Brings the index up at start, while the console is already usable, and tries again each minute where it could not.</summary>
public sealed partial class SearchCatchUpService(SearchMaintenance maintenance, TimeProvider time, ILogger<SearchCatchUpService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            do
            {
                await TryCatchUpAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops; the next start goes on.
        }
    }

    private async Task TryCatchUpAsync(CancellationToken cancellation)
    {
        try
        {
            await maintenance.CatchUpAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailure(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The search index could not be brought up to date; it will be tried again in a minute.")]
    private partial void LogFailure(Exception error);
}
