using System.Security.Cryptography;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Search;

/// <summary>
/// The file of the index key, beside the root key. A new key takes the old one's place, and the old one is overwritten: what old files of the
/// index hold can then be tried by no dictionary. A crash in between leaves one of them, or none, and then the next start makes another and
/// builds the index anew.
/// </summary>
public sealed class IndexKeyFile(StoreFiles files)
{
    private string File => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(files.RootKey))!, "index.key");

    private string Old => File + ".old";

    /// <summary>The key that stands there now; null where there is none, or it is damaged.</summary>
    public byte[]? Present()
    {
        try
        {
            var key = Convert.FromBase64String(System.IO.File.ReadAllText(File).Trim());
            return key.Length == BlindTokens.KeyLength ? key : null;
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            // Just being replaced: whoever asks, asks again with the next search.
            return null;
        }
    }

    /// <summary>Puts a key in the place of the old.</summary>
    public void Replace(ReadOnlySpan<byte> key)
    {
        // One that a crash has left is no use to anybody.
        Shred();
        if (System.IO.File.Exists(File))
        {
            System.IO.File.Move(File, Old);
        }

        OwnerOnly.WriteNew(File, Convert.ToBase64String(key) + "\n");
        DirectorySync.Sync(Path.GetDirectoryName(File)!);
        Shred();
    }

    private void Shred()
    {
        if (!System.IO.File.Exists(Old))
        {
            return;
        }

        using (var old = new FileStream(Old, FileMode.Open, FileAccess.Write))
        {
            old.Write(RandomNumberGenerator.GetBytes((int)old.Length));
            old.Flush(flushToDisk: true);
        }

        System.IO.File.Delete(Old);
        DirectorySync.Sync(Path.GetDirectoryName(File)!);
    }
}
