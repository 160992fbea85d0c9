using ComplianceConsole.Domain.Access;
using NodaTime;

namespace ComplianceConsole.Security.Sessions;

/// <summary>Keeps sessions over restarts. Every method is one durable step.</summary>
public interface ISessionStore
{
    /// <summary>Adds a session and forgets those that ended before now.</summary>
    Task AddAsync(Session session, Instant now, CancellationToken cancellation);

    /// <summary>The session, or null where it was never or is no longer.</summary>
    Task<Session?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Puts off the end of a session; nothing happens where it is no longer.</summary>
    Task ExtendAsync(string id, Instant expiresAt, CancellationToken cancellation);

    /// <summary>Records the roles as read just now, with the ticket whose tokens may have been renewed on the way.</summary>
    Task RecordRolesAsync(string id, Role roles, Instant readAt, byte[] ticket, CancellationToken cancellation);

    /// <summary>Removes a session.</summary>
    Task RemoveAsync(string id, CancellationToken cancellation);

    /// <summary>The sessions of a person, or of one session at the provider, or of both together where both are given.</summary>
    Task<IReadOnlyList<string>> FindOfAsync(string? personId, string? providerSessionId, CancellationToken cancellation);
}
