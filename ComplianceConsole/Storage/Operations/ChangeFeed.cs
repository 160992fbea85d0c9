using System.Collections.Immutable;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Tells open pages what was committed, so that they show it at once. Never a value: a page reads again by itself.</summary>
public sealed partial class ChangeFeed(ILogger<ChangeFeed> logger) : IAfterCommit
{
    private ImmutableArray<Subscription> _subscriptions = [];

    /// <summary>Calls back after each commit until disposed. The callback returns quickly; one that throws keeps the news from nobody else.</summary>
    public IDisposable Subscribe(Action<Committed> callback)
    {
        var subscription = new Subscription(this, callback);
        ImmutableInterlocked.Update(ref _subscriptions, (all, one) => all.Add(one), subscription);
        return subscription;
    }

    /// <summary>The same, after those commits alone that changed a subject.</summary>
    public IDisposable Subscribe(SubjectId subject, Action changed) =>
        Subscribe(committed =>
        {
            if (committed.Subjects.Any(change => change.Subject == subject))
            {
                changed();
            }
        });

    /// <summary>Tells the state a subject has come to, after each commit that changed it.</summary>
    /// <param name="subject">The subject, asked for at each commit.</param>
    /// <param name="changed">Takes the state.</param>
    public IDisposable SubscribeStates(Func<SubjectId> subject, Action<SubjectState> changed) =>
        Subscribe(committed =>
        {
            if (committed.Subjects.FirstOrDefault(change => change.Subject == subject()) is { Row.State: var state })
            {
                changed(state);
            }
        });

    public ValueTask AfterCommitAsync(Committed committed, CancellationToken cancellation)
    {
        var told = committed with { Subjects = [.. committed.Subjects.Select(change => change with { Profile = null })] };
        foreach (var subscription in _subscriptions)
        {
            Tell(subscription, told);
        }

        return ValueTask.CompletedTask;
    }

    private void Tell(Subscription subscription, Committed committed)
    {
        try
        {
            subscription.Callback(committed);
        }
        catch (Exception error)
        {
            LogFailure(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "An open page could not take in what was committed.")]
    private partial void LogFailure(Exception error);

    private sealed record Subscription(ChangeFeed Feed, Action<Committed> Callback) : IDisposable
    {
        public void Dispose() =>
            ImmutableInterlocked.Update(ref Feed._subscriptions, (all, one) => all.Remove(one), this);
    }
}
