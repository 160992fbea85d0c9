using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Intake.Uploads;

/// <summary>Where uploads lie while they are imported: a folder of the data directory, for its owner alone.</summary>
public sealed class UploadSpools(StoreFiles files)
{
    /// <summary>How large an upload may be, in bytes. A larger file is imported at the command line, which reads it where it lies.</summary>
    public const long LargestFile = 2L * 1024 * 1024 * 1024;

    private const int LongestName = 200;

    private readonly string _directory = Path.Combine(files.Directory, "uploads");
    private int _isSwept;

    /// <summary>Takes an upload in.</summary>
    /// <param name="name">The file's name as the browser says it.</param>
    /// <param name="source">Its bytes.</param>
    /// <param name="progress">Told how many bytes have come.</param>
    /// <param name="cancellation">Ends it; nothing stays.</param>
    /// <exception cref="IOException">The source broke off, or there is no room.</exception>
    public Task<EncryptedSpool> TakeInAsync(string name, Stream source, IProgress<long>? progress, CancellationToken cancellation)
    {
        OwnerOnly.CreateDirectory(_directory);
        Sweep();
        var file = Path.GetFileName(name);
        return EncryptedSpool.TakeInAsync(
            Path.Combine(_directory, $"{Guid.NewGuid():N}.upload"),
            file.Length > LongestName ? file[^LongestName..] : file,
            source,
            progress,
            cancellation);
    }

    // What a crash left: its key is gone with the process it was in.
    private void Sweep()
    {
        if (Interlocked.Exchange(ref _isSwept, 1) == 1)
        {
            return;
        }

        foreach (var left in Directory.EnumerateFiles(_directory, "*.upload"))
        {
            File.Delete(left);
        }
    }
}
