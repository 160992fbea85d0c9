using ComplianceConsole.Storage.Vault;
using Microsoft.Win32.SafeHandles;

namespace ComplianceConsole.Intake.Scratch;

/// <summary>One file of an import's scratch folder; gone when it is disposed.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private long _length;

    /// <summary>Makes an empty file.</summary>
    /// <exception cref="StoreException">It cannot be made.</exception>
    public ScratchFile(ScratchFolder folder) =>
        _file = Guarded(() => File.OpenHandle(folder.NewPath(), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose));

    /// <summary>Writes bytes at the end.</summary>
    /// <returns>Where they begin.</returns>
    /// <exception cref="StoreException">There is no room.</exception>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var start = _length;
        try
        {
            RandomAccess.Write(_file, bytes, start);
        }
        catch (IOException error)
        {
            throw Failure(error);
        }

        _length += bytes.Length;
        return start;
    }

    /// <summary>Reads bytes that were written before.</summary>
    /// <exception cref="StoreException">They cannot be read.</exception>
    public void Read(long offset, Span<byte> into)
    {
        try
        {
            while (!into.IsEmpty)
            {
                var read = RandomAccess.Read(_file, into, offset);
                into = into[(read > 0 ? read : throw new EndOfStreamException())..];
                offset += read;
            }
        }
        catch (IOException error)
        {
            throw Failure(error);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Whether nobody has a file open: whoever does, holds it for themselves alone.</summary>
    public static bool IsAbandoned(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(error);
        }
    }

    private static StoreException Failure(Exception error) => new("What an import lays aside cannot be written or read.", error);
}
