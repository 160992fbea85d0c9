using System.Security.Claims;

namespace ComplianceConsole.Security.Sessions;

/// <summary>The session of one request or one open page, and the word when it ends.</summary>
public sealed class SessionWatch(SessionEvents events) : IDisposable
{
    private IDisposable? _subscription;

    /// <summary>The session; null where nobody is signed in.</summary>
    public string? SessionId { get; private set; }

    /// <summary>The name colleagues know; empty where nobody is signed in.</summary>
    public string PersonName { get; private set; } = "";

    /// <summary>Whether the session has ended since the page was opened.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Raised once, on any thread, when the session ends: signed out in any tab, ended by the provider, or a role taken away.</summary>
    public event EventHandler? Ended;

    /// <summary>Takes the person of a request, who is known for no longer than it lasts.</summary>
    internal void Attach(ClaimsPrincipal principal)
    {
        SessionId = SessionPrincipal.SessionOf(principal);
        PersonName = SessionPrincipal.NameOf(principal);
    }

    /// <summary>Takes the person of an open page and listens for the end of the session.</summary>
    internal void Follow(ClaimsPrincipal principal)
    {
        Attach(principal);
        _subscription?.Dispose();
        _subscription = SessionId is null ? null : events.Subscribe(SessionId, OnEnded);
    }

    public void Dispose() => _subscription?.Dispose();

    private void OnEnded()
    {
        HasEnded = true;
        Ended?.Invoke(this, EventArgs.Empty);
    }
}
