using System.Security.Cryptography;

namespace ComplianceConsole.Storage.Vault;

/// <summary>A store is not in the state in which the console may run; the sentence says what to do.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The keys that stand outside the databases: the root of the keyring, and beside it the key of the search index and the key
/// that authenticates the ledger's head.
/// </summary>
public sealed class KeyFiles
{
    private const string IndexName = "index.key";
    private const string LedgerName = "ledger.key";

    private KeyFiles(byte[] root, byte[] index, byte[] ledger) => (Root, Index, Ledger) = (root, index, ledger);

    /// <summary>The root key of the keyring.</summary>
    public byte[] Root { get; }

    /// <summary>The key of the blind search index.</summary>
    public byte[] Index { get; }

    /// <summary>The key that authenticates the ledger's head.</summary>
    public byte[] Ledger { get; }

    /// <summary>Reads the keys, making them where the keyring is new.</summary>
    /// <param name="rootFile">Path of the root key's file; the others stand beside it.</param>
    /// <param name="keyringExists">Whether a keyring was made already, which a new root could never open.</param>
    /// <exception cref="StoreException">The root key or the ledger's key is missing or damaged.</exception>
    public static KeyFiles ReadOrCreate(string rootFile, bool keyringExists)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(rootFile))!;
        if (keyringExists && !File.Exists(rootFile))
        {
            throw new StoreException(
                $"The root key '{rootFile}' is missing, and without it nothing that is stored can be opened. Put the file back, or set Data:RootKeyFile to where it is.");
        }

        var ledgerFile = Path.Combine(directory, LedgerName);
        if (keyringExists && !File.Exists(ledgerFile))
        {
            throw new StoreException(
                $"The ledger's key '{ledgerFile}' is missing, and without it the ledger cannot be told from a forged one. Put the file back beside the root key.");
        }

        OwnerOnly.CreateDirectory(directory);
        return new KeyFiles(
            ReadOrCreate(rootFile),
            ReadOrCreate(Path.Combine(directory, IndexName)),
            ReadOrCreate(ledgerFile));
    }

    private static byte[] ReadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            OwnerOnly.WriteNew(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Cipher.KeyLength)) + "\n");
        }

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

    private static StoreException Damaged(string file, Exception? inner) =>
        new($"The key file '{file}' is damaged: it must hold 32 bytes in Base64. Put back a copy of it.", inner);
}
