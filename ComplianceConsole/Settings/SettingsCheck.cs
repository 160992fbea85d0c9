using System.Net;

namespace ComplianceConsole.Settings;

/// <summary>What a start needs the settings for.</summary>
public enum SettingsUse
{
    /// <summary>A verb of the command line: the stores alone.</summary>
    Stores,

    /// <summary>The server: the stores, the site and sign-in.</summary>
    Serve,
}

/// <summary>Reads the settings and says everything that is missing or wrong with them.</summary>
public static class SettingsCheck
{
    /// <summary>The settings with absolute paths, ready for use.</summary>
    /// <param name="configuration">Files, environment and command line together.</param>
    /// <param name="environment">Development opens the demonstration; everything else asks for an identity provider.</param>
    /// <param name="use">Which sections must hold.</param>
    /// <exception cref="SettingsRefusedException">Something is missing or wrong; every problem is in it.</exception>
    public static ConsoleSettings Read(IConfiguration configuration, IHostEnvironment environment, SettingsUse use)
    {
        var problems = new List<SettingProblem>();
        var settings = SettingsReader.Read(configuration, problems);
        PlaceData(settings, environment.ContentRootPath, problems);
        if (settings.Destruction.SmallestGroup is < 2 or > 1000)
        {
            problems.Add(new SettingProblem("Destruction:SmallestGroup", "NotAGroup"));
        }

        KeyringCheck.Check(settings.Keyring, settings.Data, environment.ContentRootPath, problems);
        if (use == SettingsUse.Serve)
        {
            var addresses = ListeningAddresses.Read(configuration, problems);
            CheckSite(settings.Site, problems);
            MailCheck.Check(settings.Mail, problems);
            JobsCheck.Check(settings.Jobs, problems);
            CheckAuthentication(settings.Authentication, environment.IsDevelopment(), addresses, problems);
        }
        // Only a start that goes on makes folders.
        if (problems.Count == 0)
        {
            WritableDirectory.Make("Data:Directory", settings.Data.Directory, problems);
            WritableDirectory.MakeOwnerOnly("Site:DataProtectionDirectory", settings.Site.DataProtectionDirectory, problems);
        }
        return problems.Count == 0 ? settings : throw new SettingsRefusedException(problems);
    }

    private static void PlaceData(ConsoleSettings settings, string contentRoot, List<SettingProblem> problems)
    {
        var data = settings.Data;
        data.Directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(data.Directory, contentRoot));
        data.RootKeyFile =
            data.RootKeyFile.Length == 0
                ? Path.Combine(data.Directory, "root.key")
                : Path.GetFullPath(data.RootKeyFile, contentRoot);
        settings.Site.DataProtectionDirectory =
            settings.Site.DataProtectionDirectory.Length == 0
                ? Path.Combine(data.Directory, "protection")
                : Path.GetFullPath(settings.Site.DataProtectionDirectory, contentRoot);

        WritableDirectory.Check("Data:Directory", data.Directory, problems);
        WritableDirectory.Check("Site:DataProtectionDirectory", settings.Site.DataProtectionDirectory, problems);
        if (Directory.Exists(data.RootKeyFile))
        {
            problems.Add(new SettingProblem("Data:RootKeyFile", "IsDirectory", data.RootKeyFile));
        }
        else if (!data.RootKeyIsBesideTheData())
        {
            CheckKeyFolder(Path.GetDirectoryName(data.RootKeyFile)!, problems);
        }
    }

    // A folder for keys is made by hand: a mistyped path would silently begin a new key. And each destruction puts a new root key there.
    private static void CheckKeyFolder(string folder, List<SettingProblem> problems)
    {
        if (Directory.Exists(folder))
        {
            WritableDirectory.Check("Data:RootKeyFile", folder, problems);
        }
        else
        {
            problems.Add(new SettingProblem("Data:RootKeyFile", "NoFolder", folder));
        }
    }

    private static void CheckSite(SiteSettings site, List<SettingProblem> problems)
    {
        if (site.PublicUrl.Length > 0 && !IsOrigin(site.PublicUrl))
        {
            problems.Add(new SettingProblem("Site:PublicUrl", "NotAnOrigin", site.PublicUrl));
        }
        if (site.PolicyAddress("1") is { } policy && !IsWebAddress(policy))
        {
            problems.Add(new SettingProblem("Site:PolicyUrl", "NotAWebAddress", site.PolicyUrl));
        }
        problems.AddRange(
            site.ForwardedHeaders.KnownProxies.Where(proxy => !IPAddress.TryParse(proxy, out _))
                .Select(proxy => new SettingProblem("Site:ForwardedHeaders:KnownProxies", "NotAnIpAddress", proxy))
        );
        problems.AddRange(
            site.ForwardedHeaders.KnownNetworks.Where(network => !IPNetwork.TryParse(network, out _))
                .Select(network => new SettingProblem("Site:ForwardedHeaders:KnownNetworks", "NotANetwork", network))
        );
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static void CheckAuthentication(
        AuthenticationSettings authentication,
        bool isDevelopment,
        ListeningAddresses addresses,
        List<SettingProblem> problems
    )
    {
        if (isDevelopment && !authentication.HasAuthority())
        {
            if (!addresses.AreLoopback())
            {
                problems.Add(new SettingProblem("Urls", "DemoNotLoopback", string.Join(';', addresses.Urls)));
            }
        }
        else
        {
            CheckProvider(authentication, problems);
        }
        if (authentication.SessionHours is < 1 or > 24)
        {
            problems.Add(new SettingProblem("Authentication:SessionHours", "NotHoursOfADay"));
        }
        foreach (var role in typeof(RoleMapSettings).GetProperties())
        {
            if (Array.Exists((string[])role.GetValue(authentication.RoleMap)!, value => value.Length == 0))
            {
                problems.Add(new SettingProblem("Authentication:RoleMap:" + role.Name, "EmptyItem"));
            }
        }
    }

    private static void CheckProvider(AuthenticationSettings authentication, List<SettingProblem> problems)
    {
        if (!authentication.HasAuthority())
        {
            problems.Add(new SettingProblem("Authentication:Authority", "NoProvider"));
        }
        else if (!IsProtected(authentication.Authority))
        {
            problems.Add(new SettingProblem("Authentication:Authority", "NotHttps"));
        }
        if (authentication.ClientId.Length == 0)
        {
            problems.Add(new SettingProblem("Authentication:ClientId", "Missing"));
        }
    }

    private static bool IsOrigin(string url) =>
        IsProtected(url)
        && new Uri(url) is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };

    /// <summary>Encrypted on its way, or on no way at all because it stays on this machine.</summary>
    private static bool IsProtected(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme is "https" || (uri.Scheme is "http" && uri.IsLoopback));
}
