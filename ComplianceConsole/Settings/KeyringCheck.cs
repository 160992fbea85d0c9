namespace ComplianceConsole.Settings;

/// <summary>Says what is wrong with the places of the keyring's copies and of the root key.</summary>
internal static class KeyringCheck
{
    private const string Copies = "Keyring:Copies";
    private const string RootKeys = "Keyring:RootKeys";

    /// <summary>Makes the paths absolute and tries each; the data's are absolute already.</summary>
    public static void Check(KeyringSettings keyring, DataSettings data, string contentRoot, List<SettingProblem> problems)
    {
        keyring.Copies = Place(Copies, keyring.Copies, contentRoot, problems);
        keyring.RootKeys = Place(RootKeys, keyring.RootKeys, contentRoot, problems);
        CheckCopies(keyring.Copies, data, problems);
        CheckRootKeys(keyring.RootKeys, data, problems);
    }

    private static string[] Place(string setting, string[] paths, string contentRoot, List<SettingProblem> problems)
    {
        if (Array.Exists(paths, path => path.Length == 0))
        {
            problems.Add(new SettingProblem(setting, "EmptyItem"));
        }

        return [.. paths.Where(path => path.Length > 0).Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, contentRoot)))];
    }

    // Folders are made by hand: a mistyped path would begin a copy where nobody looks for it.
    private static void CheckCopies(string[] copies, DataSettings data, List<SettingProblem> problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var copy in copies)
        {
            if (!seen.Add(Real(copy)))
            {
                problems.Add(new SettingProblem(Copies, "NamedTwice", copy));
            }
            else if (!Directory.Exists(copy))
            {
                problems.Add(new SettingProblem(Copies, "NoFolder", copy));
            }
            else if (IsInside(Real(copy), Real(data.Directory)))
            {
                problems.Add(new SettingProblem(Copies, "InsideTheData", copy));
            }
            else
            {
                WritableDirectory.Check(Copies, copy, problems);
            }
        }
    }

    private static void CheckRootKeys(string[] files, DataSettings data, List<SettingProblem> problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { data.RootKeyFile };
        foreach (var file in files)
        {
            if (!seen.Add(file))
            {
                problems.Add(new SettingProblem(RootKeys, "NamedTwice", file));
            }
            else if (Directory.Exists(file))
            {
                problems.Add(new SettingProblem(RootKeys, "IsDirectory", file));
            }
            else if (Path.GetDirectoryName(file) is { } folder && Directory.Exists(folder))
            {
                WritableDirectory.Check(RootKeys, folder, problems);
            }
            else
            {
                problems.Add(new SettingProblem(RootKeys, "NoFolder", Path.GetDirectoryName(file) ?? file));
            }
        }
    }

    private static bool IsInside(string path, string folder) =>
        string.Equals(path, folder, StringComparison.Ordinal)
        || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A link into the data folder leads into the data folder.
    private static string Real(string path)
    {
        var real = path;
        for (var above = path; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Directory.Exists(above) && new DirectoryInfo(above).ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                real = Path.GetFullPath(Path.Combine(target.FullName, Path.GetRelativePath(above, real)));
                above = target.FullName;
            }
        }

        return Path.TrimEndingDirectorySeparator(real);
    }
}
