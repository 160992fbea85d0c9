using System.Security.Cryptography;

namespace ComplianceConsole.Storage.Vault;

/// <summary>A store is not in the state in which the console may run; the sentence says what to do.</summary>
public class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The keys that stand outside the databases: the root of the keyring, which each destruction renews, and beside it the key of the search
/// index and the key that authenticates the ledger's head.
/// </summary>
public sealed class KeyFiles
{
    private const string IndexName = "index.key";

    private KeyFiles(RootKeys roots, byte[] index, byte[] ledger) => (Roots, Index, Ledger) = (roots, index, ledger);

    /// <summary>The root key of the keyring, wherever it is kept.</summary>
    public RootKeys Roots { get; }

    /// <summary>The key of the blind search index.</summary>
    public byte[] Index { get; }

    /// <summary>The key that authenticates the ledger's head. It is no part of the tree: a renewal of the root key leaves it as it is.</summary>
    public byte[] Ledger { get; }

    /// <summary>Reads the keys, making them where the keyring is new.</summary>
    /// <param name="rootFiles">Paths of the root key's files; the ledger's key stands beside each, the index key beside the first.</param>
    /// <param name="keyringExists">Whether a keyring was made already, which a new root could never open.</param>
    /// <exception cref="StoreException">The root key or the ledger's key is missing or damaged.</exception>
    /// <exception cref="IOException">A place of the keys cannot be written.</exception>
    public static KeyFiles ReadOrCreate(IReadOnlyList<string> rootFiles, bool keyringExists)
    {
        var rootFile = rootFiles[0];
        var directory = FolderOf(rootFile);
        var roots = new RootKeys(rootFiles);
        if (keyringExists && !roots.Exist())
        {
            throw new StoreException(
                $"The root key '{rootFile}' is missing, and without it nothing that is stored can be opened. Put the file back, or set Data:RootKeyFile to where it is.");
        }

        var ledger = LedgerKey.ReadOrCreate(rootFiles, keyringExists);
        OwnerOnly.CreateDirectory(directory);
        if (!roots.Exist())
        {
            roots.Create();
        }

        if (roots.Candidates().Count == 0)
        {
            throw Damaged(rootFile, inner: null);
        }

        return new KeyFiles(roots, ReadOrCreate(Path.Combine(directory, IndexName)), ledger);
    }

    private static byte[] ReadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            OwnerOnly.WriteNew(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Cipher.KeyLength)) + "\n");
        }

        return Read(file);
    }

    /// <summary>Reads a file of a key.</summary>
    /// <exception cref="StoreException">It is damaged.</exception>
    internal static byte[] Read(string file)
    {
        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(file).Trim());
            return key.Length == Cipher.KeyLength ? key : throw Damaged(file, inner: null);
        }
        catch (FormatException error)
        {
            throw Damaged(file, error);
        }
    }

    /// <summary>The folder in which a file of a key stands.</summary>
    internal static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;

    private static StoreException Damaged(string file, Exception? inner) =>
        new($"The key file '{file}' is damaged: it must hold 32 bytes in Base64. Put back a copy of it.", inner);
}
