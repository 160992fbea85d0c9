using ComplianceConsole.Intake.Scratch;
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

    /// <summary>Takes an upload in.</summary>
    /// <param name="name">The file's name as the browser says it.</param>
    /// <param name="source">Its bytes.</param>
    /// <param name="progress">Told how many bytes have come.</param>
    /// <param name="cancellation">Ends it; nothing stays.</param>
    /// <exception cref="IOException">The source broke off, or there is no room.</exception>
    public Task<EncryptedSpool> TakeInAsync(string name, Stream source, IProgress<long>? progress, CancellationToken cancellation)
    {
        OwnerOnly.CreateDirectory(_directory);
        var file = Path.GetFileName(name);
        return EncryptedSpool.TakeInAsync(
            Path.Combine(_directory, $"{Guid.NewGuid():N}.upload"),
            file.Length > LongestName ? file[^LongestName..] : file,
            source,
            progress,
            cancellation);
    }

    /// <summary>Removes what a crash or a stop left: its key is gone with the process it was in. What is open is left alone.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(_directory))
        {
            return;
        }

        foreach (var left in Directory.EnumerateFiles(_directory, "*.upload").Where(ScratchFile.IsAbandoned))
        {
            File.Delete(left);
        }
    }
}

/// <summary>Sweeps the uploads once, when the site starts.</summary>
public sealed partial class UploadSweepService(UploadSpools spools, ILogger<UploadSweepService> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            spools.Sweep();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What nobody can open does no harm; that it stays is for the administrator to know.
            LogLeft(error);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Uploads of an earlier run could not be removed.")]
    private partial void LogLeft(Exception error);
}
