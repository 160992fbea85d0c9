using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Security.Sessions;

/// <summary>
/// Says whether a session still stands, with roles no older than five minutes, and ends sessions. A session that loses a role
/// ends: what its open pages show was shown for that role.
/// </summary>
public sealed partial class SessionKeeper(
    ISessionStore store,
    IRoleSource roles,
    SessionEvents events,
    SessionTickets tickets,
    IClock clock,
    ILogger<SessionKeeper> logger
)
{
    /// <summary>How long roles read from the provider are taken for true.</summary>
    public static readonly Duration RolesLast = Duration.FromMinutes(5);

    // A provider may give a new refresh token and take back the old one: two readings of one session must not cross.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>The session with the roles of this moment.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellation">Stops waiting for the provider.</param>
    /// <returns>The session, <see cref="SessionEnded"/>, or <see cref="RolesUnconfirmed"/> while the provider does not answer.</returns>
    public async Task<Result<Session>> CheckAsync(string sessionId, CancellationToken cancellation)
    {
        var session = await LivingAsync(sessionId, cancellation);
        if (session is null)
        {
            return new SessionEnded();
        }
        if (IsFresh(session))
        {
            return session;
        }
        var turn = _turns[(uint)StringComparer.Ordinal.GetHashCode(sessionId) % _turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            session = await LivingAsync(sessionId, cancellation);
            return session is null ? new SessionEnded()
                : IsFresh(session) ? session
                : await ReadRolesAsync(session, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Ends a session, in the ledger too, and tells its open pages.</summary>
    /// <returns>Done; <see cref="SessionEnded"/> where it had ended before, or <see cref="StoreUnavailable"/> where it could not be recorded.</returns>
    public async Task<Result<Done>> EndAsync(string sessionId, SessionEnding why, CancellationToken cancellation)
    {
        var session = await store.FindAsync(sessionId, cancellation);
        var ended = session is null
            ? new SessionEnded()
            : await store.EndAsync(sessionId, tickets.PersonOf(session), why, cancellation);
        events.Ended(sessionId);
        return ended;
    }

    /// <summary>Ends the sessions the provider names: of a person, of one of its own sessions, or of both together.</summary>
    /// <returns>How many were ended.</returns>
    /// <exception cref="StoreException">One could not be ended; the provider may ask again.</exception>
    public async Task<int> EndOfAsync(string? personId, string? providerSessionId, CancellationToken cancellation)
    {
        var ended = await store.FindOfAsync(personId, providerSessionId, cancellation);
        foreach (var sessionId in ended)
        {
            var done = await EndAsync(sessionId, SessionEnding.EndedByProvider, cancellation);
            if (done.Refusal is StoreUnavailable)
            {
                throw new StoreException("The end of a session could not be recorded.");
            }
        }
        return ended.Count;
    }

    private async Task<Session?> LivingAsync(string sessionId, CancellationToken cancellation)
    {
        var session = await store.FindAsync(sessionId, cancellation);
        if (session is not null && clock.GetCurrentInstant() < session.ExpiresAt)
        {
            return session;
        }
        await EndAsync(sessionId, SessionEnding.RanOut, cancellation);
        return null;
    }

    private bool IsFresh(Session session) => clock.GetCurrentInstant() - session.RolesReadAt < RolesLast;

    private async Task<Result<Session>> ReadRolesAsync(Session session, CancellationToken cancellation)
    {
        if (tickets.Open(session.Ticket) is not { } ticket)
        {
            await EndAsync(session.Id, SessionEnding.Unreadable, cancellation);
            return new SessionEnded();
        }
        var now = clock.GetCurrentInstant();
        var reading = await roles.ReadAsync(session.PersonId, ticket.Properties, cancellation);
        switch (reading)
        {
            case RoleReading.Known known when (session.Roles & ~known.Roles) == Role.None:
                var sealedTicket = tickets.Seal(ticket);
                await store.RecordRolesAsync(session.Id, known.Roles, now, sealedTicket, cancellation);
                return session with { Roles = known.Roles, RolesReadAt = now, Ticket = sealedTicket };
            case RoleReading.Unreachable:
                return new RolesUnconfirmed();
            default:
                var why = reading is RoleReading.Known ? SessionEnding.RoleTakenAway : SessionEnding.EndedByProvider;
                LogEnded(logger, why);
                await EndAsync(session.Id, why, cancellation);
                return new SessionEnded();
        }
    }

    [LoggerMessage(LogLevel.Information, "A session ended: {Reason}.")]
    private static partial void LogEnded(ILogger logger, SessionEnding reason);
}
