using System.Security.Cryptography;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// The files of the root key, the same in each place. While it is renewed the next key stands beside the old in every place
/// (<c>root.key.next</c>): which of both is the root key, the keyring says, for it opens under one of them alone.
/// </summary>
public sealed class RootKeys
{
    private const string Next = ".next";

    private readonly IReadOnlyList<string> _files;

    /// <param name="files">Paths of the root key's files, the first the usual one.</param>
    public RootKeys(IReadOnlyList<string> files) => _files = files;

    /// <summary>The places, for messages.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Whether any place has a file.</summary>
    public bool Exist() => _files.Any(file => File.Exists(file) || File.Exists(file + Next));

    /// <summary>Every root key that stands anywhere, the next ones first; what is damaged or cannot be read is left out.</summary>
    public IReadOnlyList<byte[]> Candidates()
    {
        // The next ones are looked at first: one that has gone meanwhile has become the root key by then.
        var found = _files.Select(file => TryRead(file + Next)).ToList();
        found.AddRange(_files.Select(TryRead));
        return [.. found.OfType<byte[]>().DistinctBy(Convert.ToHexString, StringComparer.Ordinal)];
    }

    /// <summary>Makes the first root key of a new keyring.</summary>
    /// <exception cref="IOException">A place cannot be written.</exception>
    public void Create()
    {
        var content = Text(RandomNumberGenerator.GetBytes(Cipher.KeyLength));
        foreach (var file in _files)
        {
            OwnerOnly.CreateDirectory(FolderOf(file));
            OwnerOnly.WriteNew(file, content);
            DirectorySync.Sync(FolderOf(file));
        }
    }

    /// <summary>Puts the next root key beside the present one in every place, synced to disk.</summary>
    /// <exception cref="IOException">A place cannot be written; what was written is taken away again by the next settling.</exception>
    internal void WriteNext(ReadOnlySpan<byte> key)
    {
        var content = Text(key);
        foreach (var file in _files)
        {
            OwnerOnly.WriteNew(file + Next, content);
            DirectorySync.Sync(FolderOf(file));
            if (TryRead(file + Next) is not { } written || !key.SequenceEqual(written))
            {
                throw new IOException($"The next root key could not be put at '{file}{Next}': another renewal is under way.");
            }
        }
    }

    /// <summary>Whether every place holds this root key and nothing else of one.</summary>
    public bool AreSettled(ReadOnlySpan<byte> present)
    {
        foreach (var file in _files)
        {
            if (TryRead(file) is not { } held || !CryptographicOperations.FixedTimeEquals(held, present) || Leftovers(file).Any())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first file that still holds another root key, or lacks this one; null where all is settled.</summary>
    internal string? FirstUnsettled(ReadOnlySpan<byte> present)
    {
        foreach (var file in _files)
        {
            if (Leftovers(file).FirstOrDefault() is { } leftover)
            {
                return leftover;
            }

            if (TryRead(file) is not { } held || !CryptographicOperations.FixedTimeEquals(held, present))
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>
    /// Leaves the root key alone in every place: the others are overwritten, synced and removed. It is never missing on the way, in any place.
    /// </summary>
    /// <param name="present">The key under which the keyring opens, now and after any crash.</param>
    /// <param name="step">Told before each step that touches a file; for tests that end it there.</param>
    /// <exception cref="IOException">A place cannot be written; the next settling goes on.</exception>
    internal void Settle(ReadOnlySpan<byte> present, Action<string>? step = null)
    {
        foreach (var file in _files)
        {
            var folder = FolderOf(file);
            if (TryRead(file) is not { } held || !CryptographicOperations.FixedTimeEquals(held, present))
            {
                PutInPlace(file, folder, present, step);
            }

            foreach (var leftover in Leftovers(file).ToList())
            {
                step?.Invoke("overwrite " + leftover);
                Overwrite(leftover);
                step?.Invoke("delete " + leftover);
                File.Delete(leftover);
            }

            step?.Invoke("sync " + folder);
            DirectorySync.Sync(folder);
        }
    }

    private static void PutInPlace(string file, string folder, ReadOnlySpan<byte> present, Action<string>? step)
    {
        if (TryRead(file + Next) is not { } next || !CryptographicOperations.FixedTimeEquals(next, present))
        {
            if (File.Exists(file + Next))
            {
                step?.Invoke("overwrite " + file + Next);
                Overwrite(file + Next);
                File.Delete(file + Next);
            }

            step?.Invoke("write " + file + Next);
            OwnerOnly.WriteNew(file + Next, Text(present));
            DirectorySync.Sync(folder);
        }

        // Its bytes go before its name does: a name that is taken over leaves them in free blocks.
        if (File.Exists(file))
        {
            step?.Invoke("overwrite " + file);
            Overwrite(file);
        }

        step?.Invoke("rename " + file + Next);
        File.Move(file + Next, file, overwrite: true);
        DirectorySync.Sync(folder);
    }

    // Drafts of a crash among them, which hold a key that was never used, or one that was.
    private static IEnumerable<string> Leftovers(string file) =>
        Directory.Exists(FolderOf(file))
            ? Directory.EnumerateFiles(FolderOf(file), Path.GetFileName(file) + ".*")
                .Where(found =>
                    string.Equals(found, file + Next, StringComparison.Ordinal)
                    || (found.StartsWith(file + ".", StringComparison.Ordinal) && found.EndsWith(".new", StringComparison.Ordinal)))
            : [];

    private static void Overwrite(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.Write(new byte[stream.Length]);
        stream.Flush(flushToDisk: true);
    }

    private static byte[]? TryRead(string file)
    {
        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(file).Trim());
            return key.Length == Cipher.KeyLength ? key : null;
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Text(ReadOnlySpan<byte> key) => Convert.ToBase64String(key) + "\n";

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;
}
