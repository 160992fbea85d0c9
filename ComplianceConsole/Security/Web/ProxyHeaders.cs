using System.Net;
using ComplianceConsole.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace ComplianceConsole.Security.Web;

/// <summary>Believes the configured proxies, and nobody else, about who asked and how.</summary>
internal static class ProxyHeaders
{
    public static void Configure(IServiceCollection services, ForwardedHeadersSettings settings) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.KnownProxies)
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
            foreach (var network in settings.KnownNetworks)
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            }
        });
}
