using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Components.Session;

/// <summary>Who sits at this page, as the frame around the pages needs to know it. Use cases ask Security again themselves.</summary>
public interface ISignedInActor
{
    /// <summary>The actor with the roles of this moment, or the refusal <see cref="SessionEnded"/>.</summary>
    Task<Result<Actor>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Raised on any thread when the session was ended elsewhere or its roles changed.</summary>
    event EventHandler? Changed;
}
