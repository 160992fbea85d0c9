using System.Net;

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

    private static bool IsAddress(string url)
    {
        // The server takes a star or a plus for "every address", which no URI may contain.
        var plain = url.Replace("://*", "://any", StringComparison.Ordinal)
            .Replace("://+", "://any", StringComparison.Ordinal);
        return Uri.TryCreate(plain, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.Port is >= 0 and <= IPEndPoint.MaxPort
            && (uri.AbsolutePath is "/" || uri.Host is "unix");
    }
}
