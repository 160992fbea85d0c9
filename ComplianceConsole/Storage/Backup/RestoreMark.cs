using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// A mark beside the stores while they are being restored: until it is gone nothing but the restoration opens them, so that nobody works on half
/// of it.
/// </summary>
public sealed class RestoreMark(StoreFiles files)
{
    private bool _isOurs;

    private string File => Path.Combine(files.Directory, "restore.unfinished");

    /// <summary>Sets the mark, for this restoration to go on under.</summary>
    public void Set()
    {
        OwnerOnly.CreateDirectory(files.Directory);
        OwnerOnly.CreateFile(File);
        _isOurs = true;
    }

    /// <summary>Takes it away: the stores are whole.</summary>
    public void Clear()
    {
        System.IO.File.Delete(File);
        _isOurs = false;
    }

    /// <summary>Refuses stores whose restoration was cut short.</summary>
    /// <exception cref="StoreException">It was.</exception>
    internal void Refuse()
    {
        if (!_isOurs && System.IO.File.Exists(File))
        {
            throw new StoreException($"The stores in '{files.Directory}' are being restored, or their restoration was cut short. Run 'restore' again to its end.");
        }
    }
}
