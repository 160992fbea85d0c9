using System.Security.Claims;
using ComplianceConsole.Domain.Results;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace ComplianceConsole.Security.Sessions;

/// <summary>
/// Makes an open page anonymous when its session ends, so that the router takes the page away: at once when the end is known
/// to this process, and within a minute when only asking the provider brings it to light.
/// </summary>
internal sealed class SessionAuthenticationState : RevalidatingServerAuthenticationStateProvider
{
    private static readonly Task<AuthenticationState> Nobody = Task.FromResult(
        new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))
    );

    private readonly SessionWatch _watch;
    private readonly SessionKeeper _keeper;

    public SessionAuthenticationState(ILoggerFactory loggers, SessionWatch watch, SessionKeeper keeper)
        : base(loggers)
    {
        (_watch, _keeper) = (watch, keeper);
        _watch.Ended += OnEnded;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        if (SessionPrincipal.SessionOf(authenticationState.User) is not { } sessionId)
        {
            return false;
        }
        var session = await _keeper.CheckAsync(sessionId, cancellationToken);
        return session.Refusal is not SessionEnded;
    }

    protected override void Dispose(bool disposing)
    {
        _watch.Ended -= OnEnded;
        base.Dispose(disposing);
    }

    private void OnEnded(object? sender, EventArgs e) => SetAuthenticationState(Nobody);
}
