using System.Net;
using System.Net.Sockets;

namespace ComplianceConsole.Settings;

/// <summary>The addresses the server is told to listen on, by whichever of the framework's settings says it.</summary>
public sealed class ListeningAddresses
{
    /// <summary>Where the console serves when nothing else is said.</summary>
    public const string Default = "http://localhost:5080";

    private ListeningAddresses(IReadOnlyList<string> urls) => Urls = urls;

    /// <summary>Each address as it was written.</summary>
    public IReadOnlyList<string> Urls { get; }

    /// <summary>Whether only this machine can reach every one of them.</summary>
    public bool AreLoopback() => Urls.All(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback);

    /// <summary>Tries each address for a moment, before anything is made that a start on a taken one would leave behind.</summary>
    /// <exception cref="SocketException">An address is taken, or may not be used.</exception>
    public static void Try(IConfiguration configuration)
    {
        foreach (var url in Read(configuration, []).Urls)
        {
            if (Uri.TryCreate(Plain(url, "0.0.0.0"), UriKind.Absolute, out var uri) && uri.Port > 0 && Place(uri) is { } place)
            {
                using var listener = new TcpListener(place, uri.Port);
                listener.Start();
            }
        }
    }

    // A name is left to the server, which knows how to take it.
    private static IPAddress? Place(Uri uri) =>
        uri.IsLoopback && uri.HostNameType == UriHostNameType.Dns ? IPAddress.Loopback
        : IPAddress.TryParse(uri.DnsSafeHost, out var address) ? address
        : null;

    /// <summary>Reads <c>Urls</c>, the ports and Kestrel's endpoints; adds to the problems what is no address.</summary>
    internal static ListeningAddresses Read(IConfiguration configuration, List<SettingProblem> problems)
    {
        var endpoints = configuration
            .GetSection("Kestrel:Endpoints")
            .GetChildren()
            .Select(endpoint => (endpoint.Path + ":Url", endpoint["Url"] ?? ""));
        var urls = Split(configuration["urls"]).Select(url => ("Urls", url));
        var ports = Ports(configuration, "http").Concat(Ports(configuration, "https"));

        // The order in which the server itself lets one setting hide the next.
        var candidates = new[] { endpoints, urls, ports, [("Urls", Default)] };
        var chosen = candidates.Select(candidate => candidate.ToList()).First(candidate => candidate.Count > 0);
        problems.AddRange(
            chosen
                .Where(address => !IsAddress(address.Item2))
                .Select(address => new SettingProblem(address.Item1, "NotAnAddress", address.Item2))
        );
        return new ListeningAddresses([.. chosen.Select(address => address.Item2)]);
    }

    /// <summary>Whether no setting says where to listen.</summary>
    internal static bool AreUnsaid(IConfiguration configuration) =>
        configuration["urls"] is null
        && configuration["http_ports"] is null
        && configuration["https_ports"] is null
        && !configuration.GetSection("Kestrel:Endpoints").Exists();

    private static IEnumerable<(string Setting, string Url)> Ports(IConfiguration configuration, string scheme) =>
        Split(configuration[scheme + "_ports"]).Select(port => (scheme + "_ports", $"{scheme}://*:{port}"));

    private static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Plain(string url, string host) =>
        url.Replace("://*", "://" + host, StringComparison.Ordinal).Replace("://+", "://" + host, StringComparison.Ordinal);

    private static bool IsAddress(string url)
    {
        // The server takes a star or a plus for "every address", which no URI may contain.
        return Uri.TryCreate(Plain(url, "any"), UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.Port is >= 0 and <= IPEndPoint.MaxPort
            && (uri.AbsolutePath is "/" || uri.Host is "unix");
    }
}
