using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Security.Sessions;

/// <summary>Answers for the session this request or circuit belongs to.</summary>
public sealed class CurrentActor(SessionWatch watch, SessionKeeper keeper) : ICurrentActor
{
    public async Task<Result<Actor>> GetAsync(CancellationToken cancellation)
    {
        if (watch.SessionId is not { } sessionId)
        {
            return new SessionEnded();
        }
        var session = await keeper.CheckAsync(sessionId, cancellation);
        return session.Then(alive => new Actor(alive.PersonId, watch.PersonName, alive.Roles));
    }
}
