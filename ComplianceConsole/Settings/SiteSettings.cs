namespace ComplianceConsole.Settings;

/// <summary>How the site is reached and keeps its own keys. Section <c>Site</c>.</summary>
public sealed class SiteSettings
{
    /// <summary>The origin people type, such as <c>https://console.example.kz</c>. Empty: whatever address the request came to.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// Where the policy is posted for everybody, <c>{version}</c> in it standing for a version's code; receipts of consent name it. Empty:
    /// the organisation's website. Policy 10.
    /// </summary>
    public string PolicyUrl { get; set; } = "";

    /// <summary>The reverse proxies that are believed.</summary>
    public ForwardedHeadersSettings ForwardedHeaders { get; set; } = new();

    /// <summary>
    /// The folder of the keys that protect cookies and sessions, readable by its owner alone. Empty: <c>protection</c> in the
    /// data folder. In use: absolute.
    /// </summary>
    public string DataProtectionDirectory { get; set; } = "";

    /// <summary>The address of a version of the policy; null where none is set.</summary>
    public string? PolicyAddress(string version) =>
        PolicyUrl.Length > 0 ? PolicyUrl.Replace("{version}", Uri.EscapeDataString(version), StringComparison.Ordinal) : null;

    /// <summary>The public origin, or null where none is set.</summary>
    public Uri? PublicOrigin() => PublicUrl.Length > 0 ? new Uri(PublicUrl) : null;
}

/// <summary>From whom <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed. Both empty: from nobody.</summary>
public sealed class ForwardedHeadersSettings
{
    /// <summary>Addresses of proxies.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>Networks of proxies, as in <c>10.0.0.0/8</c>.</summary>
    public string[] KnownNetworks { get; set; } = [];

    /// <summary>Whether any proxy is believed.</summary>
    public bool IsEnabled() => KnownProxies.Length + KnownNetworks.Length > 0;
}
