using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ComplianceConsole.Security.Demo;

/// <summary>Where the demonstration's provider stands: at the address the console listens on, known once it does.</summary>
internal sealed class DemoAddress(IServer server)
{
    /// <summary>The provider's issuer and base address, which ends in a slash.</summary>
    /// <exception cref="InvalidOperationException">The console listens on an address other machines reach.</exception>
    public Uri Issuer()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var uris = addresses.Select(address => new Uri(address)).ToList();
        return uris.TrueForAll(uri => uri.IsLoopback)
            ? new Uri(uris.Find(uri => uri.Scheme is "http") ?? uris.FirstOrDefault() ?? new Uri("http://localhost"), "/")
            : throw new InvalidOperationException("The demonstration's identity provider serves this machine alone.");
    }
}
