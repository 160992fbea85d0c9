using System.Security.Cryptography;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// The files of the key that authenticates the ledger's head, one beside the root key in each of its places: after the loss of one disk nothing
/// could be restored without it. It never changes, so that a place that lacks it is simply given it.
/// </summary>
internal static class LedgerKey
{
    private const string Name = "ledger.key";

    /// <summary>Reads the key, makes it where there is none anywhere and the keyring is new, and puts it where it is missing, synced to disk.</summary>
    /// <param name="rootFiles">Paths of the root key's files.</param>
    /// <param name="keyringExists">Whether a keyring was made already, with whose ledger a new key would not agree.</param>
    /// <exception cref="StoreException">It is missing everywhere, damaged somewhere, or not the same everywhere.</exception>
    /// <exception cref="IOException">A place cannot be written.</exception>
    public static byte[] ReadOrCreate(IReadOnlyList<string> rootFiles, bool keyringExists)
    {
        var files = rootFiles.Select(file => Path.Combine(KeyFiles.FolderOf(file), Name)).Distinct(StringComparer.Ordinal).ToList();
        if (files.Find(File.Exists) is not { } first)
        {
            if (keyringExists)
            {
                throw new StoreException(
                    $"The ledger's key '{files[0]}' is missing, and without it the ledger cannot be told from a forged one. Put the file back beside the root key.");
            }

            first = files[0];
            Put(first, RandomNumberGenerator.GetBytes(Cipher.KeyLength));
        }

        var key = KeyFiles.Read(first);
        foreach (var file in files)
        {
            if (!File.Exists(file))
            {
                Put(file, key);
            }

            if (!CryptographicOperations.FixedTimeEquals(KeyFiles.Read(file), key))
            {
                throw new StoreException(
                    $"The ledger's keys '{first}' and '{file}' differ. Give each console folders of its own for its keys; where they are all of this one, take away the one that is not the ledger's.");
            }
        }

        return key;
    }

    private static void Put(string file, ReadOnlySpan<byte> key)
    {
        var folder = Path.GetDirectoryName(file)!;
        OwnerOnly.CreateDirectory(folder);
        OwnerOnly.WriteNew(file, Convert.ToBase64String(key) + "\n");
        DirectorySync.Sync(folder);
    }
}
