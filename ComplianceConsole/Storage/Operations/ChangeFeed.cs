using System.Collections.Immutable;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Tells open pages what was committed, so that they show it at once. Numbers only; a page reads again by itself.</summary>
public sealed class ChangeFeed : IAfterCommit
{
    private ImmutableArray<Subscription> _subscriptions = [];

    /// <summary>Calls back after each commit until disposed. The callback returns quickly and does not throw.</summary>
    public IDisposable Subscribe(Action<Committed> callback)
    {
        var subscription = new Subscription(this, callback);
        ImmutableInterlocked.Update(ref _subscriptions, (all, one) => all.Add(one), subscription);
        return subscription;
    }

    public ValueTask AfterCommitAsync(Committed committed, CancellationToken cancellation)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Callback(committed);
        }

        return ValueTask.CompletedTask;
    }

    private sealed record Subscription(ChangeFeed Feed, Action<Committed> Callback) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref Feed._subscriptions, (all, one) => all.Remove(one), this);
    }
}
