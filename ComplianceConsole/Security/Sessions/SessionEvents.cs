using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ComplianceConsole.Security.Sessions;

/// <summary>Tells the open pages of a session that it has ended.</summary>
public sealed class SessionEvents
{
    private readonly ConcurrentDictionary<string, ImmutableList<Action>> _listeners = new(StringComparer.Ordinal);

    /// <summary>Calls the listener once when the session ends, on any thread; disposing stops listening.</summary>
    public IDisposable Subscribe(string sessionId, Action listener)
    {
        _listeners.AddOrUpdate(sessionId, [listener], (_, listeners) => listeners.Add(listener));
        return new Subscription(this, sessionId, listener);
    }

    internal void Ended(string sessionId)
    {
        if (_listeners.TryRemove(sessionId, out var listeners))
        {
            listeners.ForEach(listener => listener());
        }
    }

    private void Unsubscribe(string sessionId, Action listener)
    {
        while (_listeners.TryGetValue(sessionId, out var before))
        {
            var after = before.Remove(listener);
            var isChanged = after.IsEmpty
                ? _listeners.TryRemove(KeyValuePair.Create(sessionId, before))
                : _listeners.TryUpdate(sessionId, after, before);
            if (isChanged)
            {
                return;
            }
        }
    }

    private sealed class Subscription(SessionEvents events, string sessionId, Action listener) : IDisposable
    {
        public void Dispose() => events.Unsubscribe(sessionId, listener);
    }
}
