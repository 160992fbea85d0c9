using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Security.Sessions;

namespace ComplianceConsole.Components.Session;

/// <summary>Asks the session of this page, and passes on the word when it ends.</summary>
internal sealed class SignedInActor(ICurrentActor current, SessionWatch watch) : ISignedInActor
{
    public event EventHandler? Changed
    {
        add => watch.Ended += value;
        remove => watch.Ended -= value;
    }

    public Task<Result<Actor>> GetAsync(CancellationToken cancellationToken) => current.GetAsync(cancellationToken);
}
