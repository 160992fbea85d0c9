namespace ComplianceConsole.Settings;

/// <summary>Makes the folders the console keeps things in, readable by their owner alone.</summary>
public static class WritableDirectory
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Tries to write in the folder, or where it is missing in the nearest one above it; leaves nothing behind.</summary>
    internal static void Check(string setting, string path, List<SettingProblem> problems) =>
        Try(setting, path, problems, () =>
        {
            var there = path;
            while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } above)
            {
                there = above;
            }

            var probe = Path.Combine(there, ".write-" + Guid.NewGuid().ToString("N"));
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
        });

    /// <summary>Makes the folder where it is missing.</summary>
    internal static void Make(string setting, string path, List<SettingProblem> problems) => Try(setting, path, problems, () => Create(path));

    /// <summary>The same, and shuts out everybody but the owner where the folder was there before.</summary>
    internal static void MakeOwnerOnly(string setting, string path, List<SettingProblem> problems)
    {
        Make(setting, path, problems);
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

    private static void Try(string setting, string path, List<SettingProblem> problems, Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(new SettingProblem(setting, "NotWritable", path));
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
