using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Intake.Scratch;

/// <summary>
/// Where an import lays aside what must not grow in memory: a folder of the data directory, for its owner alone. A file in it goes when the
/// import ends; what a crash left goes when the next import begins.
/// </summary>
/// <param name="files">Where the data directory is.</param>
/// <param name="budget">How many keys an import sorts in memory before it lays them aside.</param>
public sealed class ScratchFolder(StoreFiles files, int budget = ScratchFolder.DefaultBudget)
{
    /// <summary>About 12 MB of keys.</summary>
    public const int DefaultBudget = 1 << 19;

    private const string Extension = ".scratch";

    private readonly string _directory = Path.Combine(files.Directory, "scratch");

    /// <summary>How many keys an import sorts in memory before it lays them aside.</summary>
    internal int Budget => budget;

    /// <summary>A new file's path in the folder, which is made where it is missing.</summary>
    /// <exception cref="StoreException">The folder cannot be made.</exception>
    internal string NewPath()
    {
        try
        {
            OwnerOnly.CreateDirectory(_directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("The folder for what an import lays aside cannot be made.", error);
        }

        return Path.Combine(_directory, $"{Guid.NewGuid():N}{Extension}");
    }

    /// <summary>Removes what a crash left. A file that another import of this data directory has open is left to it.</summary>
    internal void Sweep()
    {
        if (!Directory.Exists(_directory))
        {
            return;
        }

        foreach (var left in Directory.EnumerateFiles(_directory, "*" + Extension))
        {
            if (ScratchFile.IsAbandoned(left))
            {
                File.Delete(left);
            }
        }
    }
}
