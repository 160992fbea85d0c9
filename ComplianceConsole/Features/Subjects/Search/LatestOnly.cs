namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>Runs what was asked last: a new question cancels the one before it, and waits a moment for the next key.</summary>
/// <param name="time">The clock of the pause.</param>
public sealed class LatestOnly(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _current;

    /// <summary>Asks, after a pause.</summary>
    /// <param name="pause">How long to wait for another question; zero for none.</param>
    /// <param name="ask">What to do; not begun, or cancelled on the way, where another question comes.</param>
    /// <returns>Whether it was carried out.</returns>
    public async Task<bool> RunAsync(TimeSpan pause, Func<CancellationToken, Task> ask)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        Replace(mine);
        try
        {
            if (pause > TimeSpan.Zero)
            {
                await PassAsync(pause, mine.Token);
            }

            await ask(mine.Token);
            return !mine.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Interlocked.CompareExchange(ref _current, null, mine);
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    // At once, so that the pause of the new question begins with its key.
    private void Replace(CancellationTokenSource mine) => Interlocked.Exchange(ref _current, mine)?.Cancel();

    private async Task PassAsync(TimeSpan pause, CancellationToken cancellation)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = time.CreateTimer(_ => passed.TrySetResult(), state: null, pause, Timeout.InfiniteTimeSpan);
        await using var registration = cancellation.Register(() => passed.TrySetCanceled(cancellation));
        await passed.Task;
    }
}
