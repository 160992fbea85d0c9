using System.Threading.Channels;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Notices;

/// <summary>Wakes the sender after a commit that laid something into the outbox.</summary>
public sealed class NoticeWake : IAfterCommit
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public ValueTask AfterCommitAsync(Committed committed, CancellationToken cancellation)
    {
        if (committed.Notices.Count > 0 && committed.Actor != NoticeSender.Job)
        {
            _signal.Writer.TryWrite(true);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for a commit that concerns notices, at most so long.</summary>
    internal async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await _signal.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Nothing was committed in this time; whatever is due by the clock is looked for now.
        }
    }
}

/// <summary>
/// Sends what is due: at start, after each commit that concerns notices, and every minute. Nothing goes out by a clock that is doubtful.
/// </summary>
public sealed partial class NoticeSenderService(
    NoticeSender sender, NoticeWake wake, LedgerClock clock, TimeProvider time, ILogger<NoticeSenderService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await TryRunAsync(stoppingToken);
                await wake.WaitAsync(Interval, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TryRunAsync(CancellationToken cancellation)
    {
        try
        {
            if (await clock.LookAsync(cancellation) is null)
            {
                await sender.RunAsync(cancellation);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // By its type: the message of a mail library may name addresses.
            LogFailure(error.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "Notices could not be sent ({Error}); it will be tried again in a minute.")]
    private partial void LogFailure(string error);
}
