using System.Runtime.InteropServices;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// Makes durable that a name in a folder was added, replaced or taken away: syncing the file itself says nothing of its name. .NET opens no
/// folder, so the system is asked; Windows keeps names durable by itself.
/// </summary>
internal static class DirectorySync
{
    private const string Library = "libc";
    private const int ReadOnly = 0;

    /// <summary>Syncs a folder.</summary>
    /// <exception cref="IOException">It could not be.</exception>
    public static void Sync(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure(directory);
        }

        try
        {
            if (Flush(descriptor) != 0)
            {
                throw Failure(directory);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string directory) =>
        new($"The folder '{directory}' could not be synced: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");

    [DllImport(Library, EntryPoint = "open", ExactSpelling = true, SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport(Library, EntryPoint = "fsync", ExactSpelling = true, SetLastError = true)]
    private static extern int Flush(int descriptor);

    [DllImport(Library, EntryPoint = "close", ExactSpelling = true, SetLastError = true)]
    private static extern int Close(int descriptor);
}
