using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using NodaTime;

namespace ComplianceConsole.Security.Sessions;

/// <summary>
/// Keeps sessions over restarts. Every method is one durable step; a session begins and ends together with the entry of the ledger that
/// says so, or not at all. Policy 7.1.
/// </summary>
public interface ISessionStore
{
    /// <summary>Adds a session of a person.</summary>
    /// <returns>Done; or <see cref="StoreUnavailable"/>, and then nobody is signed in.</returns>
    Task<Result<Done>> BeginAsync(Session session, Actor person, CancellationToken cancellation);

    /// <summary>The session, or null where it was never or is no longer.</summary>
    Task<Session?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Puts off the end of a session; nothing happens where it is no longer.</summary>
    Task ExtendAsync(string id, Instant expiresAt, CancellationToken cancellation);

    /// <summary>Records the roles as read just now, with the ticket whose tokens may have been renewed on the way.</summary>
    Task RecordRolesAsync(string id, Role roles, Instant readAt, byte[] ticket, CancellationToken cancellation);

    /// <summary>Removes a session.</summary>
    /// <returns>Done; <see cref="SessionEnded"/> where it is no longer, or <see cref="StoreUnavailable"/>.</returns>
    Task<Result<Done>> EndAsync(string id, Actor person, SessionEnding why, CancellationToken cancellation);

    /// <summary>The sessions whose time was over before now.</summary>
    Task<IReadOnlyList<string>> FindRunOutAsync(Instant now, CancellationToken cancellation);

    /// <summary>The sessions of a person, or of one session at the provider, or of both together where both are given.</summary>
    Task<IReadOnlyList<string>> FindOfAsync(string? personId, string? providerSessionId, CancellationToken cancellation);
}
