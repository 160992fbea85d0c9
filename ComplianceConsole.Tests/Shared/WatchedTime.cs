using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceConsole.Tests.Shared;

/// <summary>A clock of services that stands still until it is moved, and tells which timers were set on it.</summary>
public sealed class WatchedTime : FakeTimeProvider
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Channel<TimeSpan> _periods = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (period > TimeSpan.Zero)
        {
            _periods.Writer.TryWrite(period);
        }

        return timer;
    }

    /// <summary>The period of the next timer that is set; waited for.</summary>
    public async Task<TimeSpan> PeriodAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        return await _periods.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Waits until something is so that a service brings about.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
