namespace ComplianceConsole.Tests.Shared;

/// <summary>Files of the repository that are not copied beside the tests.</summary>
public static class Repository
{
    /// <summary>The full path of a file or folder at the top level or below it.</summary>
    public static string PathOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ComplianceConsole.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }
        return Path.Combine([folder.FullName, .. parts]);
    }
}
