namespace ComplianceConsole.Settings;

/// <summary>Makes the folders the console keeps things in, readable by their owner alone.</summary>
public static class WritableDirectory
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder where it is missing and tries to write in it.</summary>
    internal static void Check(string setting, string path, List<SettingProblem> problems)
    {
        try
        {
            Create(path);
            var probe = Path.Combine(path, ".write-" + Guid.NewGuid().ToString("N"));
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(new SettingProblem(setting, "NotWritable", path));
        }
    }

    /// <summary>The same, and shuts out everybody but the owner where the folder was there before.</summary>
    internal static void CheckOwnerOnly(string setting, string path, List<SettingProblem> problems)
    {
        Check(setting, path, problems);
        if (OperatingSystem.IsWindows() || !Directory.Exists(path))
        {
            return;
        }
        try
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(new SettingProblem(setting, "NotOwned", path));
        }
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
