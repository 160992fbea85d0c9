using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Security.Sessions;

/// <summary>Who acts, asked anew before every use case: the session may have ended, a role may have been taken away.</summary>
public interface ICurrentActor
{
    /// <summary>The person of this page or request, with the roles of this moment.</summary>
    /// <returns>The actor, <see cref="SessionEnded"/>, or <see cref="RolesUnconfirmed"/>.</returns>
    Task<Result<Actor>> GetAsync(CancellationToken cancellation);
}
