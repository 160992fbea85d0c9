using System.IO.Compression;

namespace ComplianceConsole.Commands.Residue;

/// <summary>A place where a value stands. The value itself is never told.</summary>
/// <param name="File">The file; behind "!" the part of it that was unpacked.</param>
/// <param name="Offset">The place in it, in bytes.</param>
/// <param name="Encoding">Written how.</param>
/// <param name="Line">The line of the value in the file of values.</param>
public sealed record ResidueHit(string File, long Offset, ResidueEncoding Encoding, int Line);

/// <summary>What a search looked at.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">How many bytes of them, before unpacking.</param>
/// <param name="Unread">Files, or parts of them, that could not be read.</param>
public sealed record ResidueLooked(long Files, long Bytes, IReadOnlyList<string> Unread);

/// <summary>
/// Looks for values in every file of some folders: as they stand, inside archives (zip and what is built on it, gzip), and in the streams of PDF
/// files, also of those in archives, there also where a value is drawn in several pieces. Links are not followed.
/// </summary>
public sealed class ResidueSearch(IReadOnlyList<ResiduePattern> patterns, Action<ResidueHit> found)
{
    private const int DeepestArchive = 4;
    private const long LargestInMemory = 256L * 1024 * 1024;

    private readonly PatternSearch _search = new(patterns);
    private readonly PatternSearch _folded = new(FoldedText.Of(patterns));
    private readonly List<string> _unread = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private long _files;
    private long _bytes;

    /// <summary>Looks at the files of folders, and at single files.</summary>
    /// <param name="places">The folders and files; one that is named twice, or lies in another, is looked at once.</param>
    /// <param name="except">Files that are passed over: that of the values.</param>
    /// <param name="cancellation">Ends it.</param>
    public ResidueLooked Run(IEnumerable<string> places, IReadOnlySet<string> except, CancellationToken cancellation)
    {
        foreach (var file in places.SelectMany(FilesOf))
        {
            if (!except.Contains(file) && _seen.Add(file))
            {
                TryLook(file, cancellation);
            }
        }

        return new ResidueLooked(_files, _bytes, _unread);
    }

    private IEnumerable<string> FilesOf(string place)
    {
        if (File.Exists(place))
        {
            return [Path.GetFullPath(place)];
        }

        if (!Directory.Exists(place))
        {
            _unread.Add(place);
            return [];
        }

        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device };
        return Directory.EnumerateFiles(Path.GetFullPath(place), "*", all).Where(IsRegular);
    }

    // A socket or a pipe holds nothing, and reading it would not end.
    private static bool IsRegular(string file)
    {
        var info = new FileInfo(file);
        return info is { Exists: true, Length: > 0 };
    }

    private void TryLook(string file, CancellationToken cancellation)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            _files++;
            _bytes += stream.Length;
            Look(stream, file, depth: 0, cancellation);
        }
        catch (FileNotFoundException)
        {
            // Gone since it was listed: temporary files are.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _unread.Add(file);
        }
    }

    private void Look(Stream stream, string name, int depth, CancellationToken cancellation)
    {
        _search.Run(stream, (pattern, place) => found(new ResidueHit(name, place, pattern.Encoding, pattern.Line)), cancellation);
        stream.Position = 0;
        Span<byte> begin = stackalloc byte[5];
        var length = stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        begin = begin[..length];
        if (begin.StartsWith("PK\u0003\u0004"u8))
        {
            Unpack(name, () => LookIntoZip(stream, name, depth, cancellation));
        }
        else if (begin.StartsWith("\u001f"u8) && length > 1 && begin[1] == 0x8b)
        {
            Unpack(name, () => LookInto(new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true), name + "!gz", depth, cancellation));
        }
        else if (begin.StartsWith("%PDF"u8))
        {
            LookIntoPdf(stream, name, cancellation);
        }
    }

    private void LookIntoPdf(Stream stream, string name, CancellationToken cancellation)
    {
        var told = new HashSet<(long Place, int Line)>();
        PdfStreams.Read(
            stream,
            (content, place) => _search.Run(
                content,
                (pattern, at) =>
                {
                    told.Add((place, pattern.Line));
                    found(new ResidueHit($"{name}!stream-{place}", at, pattern.Encoding, pattern.Line));
                },
                cancellation),
            (text, place) => _folded.Run(
                text,
                (pattern, at) =>
                {
                    if (told.Add((place, pattern.Line)))
                    {
                        found(new ResidueHit($"{name}!drawn-{place}", at, pattern.Encoding, pattern.Line));
                    }
                },
                cancellation));
    }

    private void LookIntoZip(Stream stream, string name, int depth, CancellationToken cancellation)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in archive.Entries)
        {
            Unpack($"{name}!{entry.FullName}", () => LookInto(entry.Open(), $"{name}!{entry.FullName}", depth, cancellation));
        }
    }

    // What is unpacked is never written to disk: it is kept in memory, so that it can be looked into in turn; beyond that it is read through once.
    private void LookInto(Stream packed, string name, int depth, CancellationToken cancellation)
    {
        using var content = packed;
        using var whole = new MemoryStream();
        var block = new byte[1 << 16];
        int read;
        while (whole.Length < LargestInMemory && (read = content.Read(block)) > 0)
        {
            whole.Write(block, 0, read);
        }

        if (whole.Length >= LargestInMemory || depth >= DeepestArchive)
        {
            using var all = new ChainedStream(whole, content);
            _search.Run(all, (pattern, place) => found(new ResidueHit(name, place, pattern.Encoding, pattern.Line)), cancellation);
            return;
        }

        whole.Position = 0;
        Look(whole, name, depth + 1, cancellation);
    }

    private void Unpack(string name, Action unpack)
    {
        try
        {
            unpack();
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            // What only looks like an archive has been read as it stands.
            _unread.Add(name);
        }
    }
}
