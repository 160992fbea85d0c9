using ComplianceConsole.Ledger;

namespace ComplianceConsole.Storage.Backup;

/// <summary>The records as a restoration put them in place, with their ledger as whole as it can be had.</summary>
/// <param name="Backup">The backup.</param>
/// <param name="OfBackup">The head of its ledger.</param>
/// <param name="Head">The head after what follows the backup was replayed.</param>
/// <param name="From">Where that was taken from; null where the backup's own ledger is all there is.</param>
/// <param name="GivenUp">Heads that were remembered of entries that are lost.</param>
/// <param name="SetAside">Where the records that were replaced lie now; null where there were none.</param>
/// <param name="KeyringFrom">The copy from which the keyring was taken; null where it was there.</param>
internal sealed record RestoredFiles(
    BackupFolder Backup,
    LedgerHead OfBackup,
    LedgerHead Head,
    string? From,
    IReadOnlyList<LedgerHead> GivenUp,
    string? SetAside,
    string? KeyringFrom)
{
    /// <summary>The records that restorations replaced, this one's last: some of what they held may be nowhere else.</summary>
    public IEnumerable<string> Replaced() =>
        SetAside is { } aside && Path.GetDirectoryName(aside) is { } folder
            ? Directory.EnumerateFiles(folder, Path.GetFileName(aside)[..^Path.GetExtension(aside).Length] + ".replaced-*")
                .Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal))
            : [];
}
