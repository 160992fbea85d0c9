using System.Globalization;

namespace ComplianceConsole.Storage.Backup;

/// <summary>Where the ledger and the tombstones lie in one folder of <c>Keyring:Copies</c>.</summary>
/// <param name="Copy">The folder of the copy.</param>
internal sealed record TailFolder(string Copy)
{
    private const string Begin = "ledger-";
    private const string End = ".tail";

    /// <summary>The folder of what is shipped.</summary>
    public string Path => System.IO.Path.Combine(Copy, "ledger");

    /// <summary>The file of the tombstones.</summary>
    public string Tombstones => System.IO.Path.Combine(Path, "tombstones.tail");

    /// <summary>The file of the facts.</summary>
    public string Facts => System.IO.Path.Combine(Path, "facts.db");

    /// <summary>The files of the ledger in their order; each is named by the index it begins with.</summary>
    public IReadOnlyList<string> Segments =>
        Directory.Exists(Path) ? [.. Directory.EnumerateFiles(Path, $"{Begin}*{End}").Order(StringComparer.Ordinal)] : [];

    /// <summary>The file that begins with an index.</summary>
    public string Segment(long first) => System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{Begin}{first:D12}{End}"));

    /// <summary>Opens a file to write in it, and keeps every other process out meanwhile.</summary>
    /// <exception cref="IOException">Another process is at it, or the copy is not there.</exception>
    public FileStream Open(string file)
    {
        Prepare(file);
        return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Makes a file where there is none.</summary>
    /// <exception cref="IOException">The copy is not there.</exception>
    public void Prepare(string file)
    {
        // A folder that is not mounted now must not be made in its place.
        if (!Directory.Exists(Copy))
        {
            throw new DirectoryNotFoundException("The folder of the copy is not there.");
        }

        Vault.OwnerOnly.CreateDirectory(Path);
        Vault.OwnerOnly.CreateFile(file);
    }

    /// <summary>Reads all whole parts of the ledger.</summary>
    public IEnumerable<TailPart> Read()
    {
        foreach (var segment in Segments)
        {
            using var stream = new FileStream(segment, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 20);
            foreach (var (part, _) in TailFrames.Read(stream))
            {
                if (TailPart.FromBytes(part) is not { } read)
                {
                    yield break;
                }

                yield return read;
            }
        }
    }
}
