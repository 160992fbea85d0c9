namespace ComplianceConsole.Intake.Files;

/// <summary>A file to be imported. It is read twice from its beginning: looked through first, taken in then.</summary>
public interface IImportFile
{
    /// <summary>Its name without folders; it stands in the sealed proof of the consents it brings.</summary>
    string Name { get; }

    /// <summary>Its length in bytes.</summary>
    long Length { get; }

    /// <summary>Opens it at its beginning.</summary>
    Stream OpenRead();
}

/// <summary>A file on this machine's disk.</summary>
public sealed class DiskFile(string path) : IImportFile
{
    private readonly FileInfo _file = new(path);

    public string Name => _file.Name;

    public long Length => _file.Length;

    /// <inheritdoc/>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    public Stream OpenRead() =>
        new FileStream(_file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
}
