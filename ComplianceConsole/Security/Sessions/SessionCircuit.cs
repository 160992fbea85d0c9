using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ComplianceConsole.Security.Sessions;

/// <summary>Ties an open page to its session before the page's first component runs.</summary>
internal sealed class SessionCircuit(SessionWatch watch, AuthenticationStateProvider authentication) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        watch.Follow(state.User);
    }
}
