namespace ComplianceConsole;

/// <summary>Finds the folder of appsettings.json, whatever folder the command was given in.</summary>
internal static class ContentRoot
{
    private const string Project = "ComplianceConsole.csproj";

    /// <summary>
    /// The project's folder for a build in place, the program's own folder for a published build; null where the caller names
    /// one, which the framework then takes.
    /// </summary>
    public static string? Find(string[] args)
    {
        var isNamed =
            Array.Exists(args, argument => argument.Contains(HostDefaults.ContentRootKey, StringComparison.OrdinalIgnoreCase))
            || Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is not null
            || Environment.GetEnvironmentVariable("DOTNET_CONTENTROOT") is not null;
        return isNamed ? null : ProjectFolder() ?? AppContext.BaseDirectory;
    }

    private static string? ProjectFolder()
    {
        // Only a build in place has this list of where the web root's files stand; a published one carries the files.
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "ComplianceConsole.staticwebassets.runtime.json")))
        {
            return null;
        }
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Project)))
        {
            folder = folder.Parent;
        }
        return folder?.FullName;
    }
}
