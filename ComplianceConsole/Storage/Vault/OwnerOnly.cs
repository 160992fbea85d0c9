using System.Text;

namespace ComplianceConsole.Storage.Vault;

/// <summary>Files and folders that nobody but their owner may read.</summary>
public static class OwnerOnly
{
    /// <summary>Makes a folder for the owner alone; one that exists is left as it is.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file for the owner alone, where there is none; what SQLite puts beside it is given the same rights.</summary>
    public static void CreateFile(string path)
    {
        if (!File.Exists(path))
        {
            using var stream = new FileStream(path, NewFile(FileMode.OpenOrCreate));
        }
    }

    /// <summary>
    /// Writes a new file for the owner alone, synced to disk before it gets its name, so that a crash leaves all of it or nothing.
    /// Where another process made it first, that one stays.
    /// </summary>
    public static void WriteNew(string path, string content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        using (var stream = new FileStream(draft, NewFile(FileMode.CreateNew)))
        {
            stream.Write(Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static FileStreamOptions NewFile(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
