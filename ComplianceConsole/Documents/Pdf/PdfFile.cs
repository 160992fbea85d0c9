using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>
/// The outer form of a PDF 1.7 file: numbered objects, object streams, the cross-reference stream. It writes to a target that
/// need not seek, keeps nothing but offsets, and makes the file's identifier from its own bytes, so that the same objects
/// give the same file.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private const int ObjectsPerStream = 100;

    private readonly Stream _target;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<Entry> _entries = [default];
    private readonly PdfBuffer _pendingBodies = new();
    private readonly List<(int Id, int Offset)> _pending = [];
    private readonly PdfBuffer _scratch = new();
    private long _position;

    /// <summary>Starts the file. The target must accept synchronous writes; it is neither flushed nor closed.</summary>
    public PdfFile(Stream target)
    {
        _target = target;
        Write("%PDF-1.7\n%"u8);
        Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>Gives out the number of an object that will be written later.</summary>
    public int Reserve()
    {
        _entries.Add(default);
        return _entries.Count - 1;
    }

    /// <summary>Writes an object that is not a stream. It lands in the file together with its neighbours, compressed.</summary>
    public void WriteObject(int id, PdfBuffer body)
    {
        _pending.Add((id, _pendingBodies.Length));
        _pendingBodies.Add(body.Written).Add("\n");
        if (_pending.Count == ObjectsPerStream)
        {
            FlushObjects();
        }
    }

    /// <summary>Writes a stream object, compressed unless told otherwise.</summary>
    /// <param name="id">A reserved number.</param>
    /// <param name="dictionary">The entries of its dictionary but length and filter.</param>
    /// <param name="data">The content before compression.</param>
    /// <param name="compress">False where readers must find the content without decoding it.</param>
    public void WriteStream(int id, string dictionary, ReadOnlySpan<byte> data, bool compress = true)
    {
        using var packed = new MemoryStream();
        if (compress)
        {
            using var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true);
            deflate.Write(data);
        }

        var length = compress ? (int)packed.Length : data.Length;
        _entries[id] = new Entry(1, _position, 0);
        _scratch.Clear();
        _scratch.Add(id).Add(" 0 obj\n<< ").Add(dictionary);
        _scratch.Add(compress ? " /Filter /FlateDecode /Length " : " /Length ").Add(length).Add(" >>\nstream\n");
        Write(_scratch.Written);
        Write(compress ? packed.GetBuffer().AsSpan(0, length) : data);
        Write("\nendstream\nendobj\n"u8);
    }

    /// <summary>Writes what is left and the cross-reference stream; nothing may follow.</summary>
    /// <param name="catalog">The number of the document catalog.</param>
    /// <param name="info">The number of the information dictionary.</param>
    public void Finish(int catalog, int info)
    {
        FlushObjects();
        var start = _position;
        var self = Reserve();
        _entries[self] = new Entry(1, start, 0);
        var table = new byte[_entries.Count * 7];
        for (var i = 0; i < _entries.Count; i++)
        {
            var (type, place, index) = _entries[i];
            var row = table.AsSpan(i * 7, 7);
            row[0] = type;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(row[1..], (uint)place);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(row[5..], i == 0 ? ushort.MaxValue : index);
        }

        var identifier = Convert.ToHexString(_hash.GetCurrentHash().AsSpan(0, 16));
        var head = new PdfBuffer();
        head.Add("/Type /XRef /Size ").Add(_entries.Count).Add(" /W [1 4 2] /Root ").Reference(catalog).Add(" /Info ").Reference(info);
        head.Add($" /ID [<{identifier}> <{identifier}>]");
        WriteStream(self, System.Text.Encoding.ASCII.GetString(head.Written), table);
        _scratch.Clear();
        _scratch.Add("startxref\n").Add((int)start).Add("\n%%EOF\n");
        Write(_scratch.Written);
    }

    /// <inheritdoc />
    public void Dispose() => _hash.Dispose();

    private void FlushObjects()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        var content = new PdfBuffer();
        var stream = Reserve();
        for (var i = 0; i < _pending.Count; i++)
        {
            content.Add(_pending[i].Id).Add(" ").Add(_pending[i].Offset).Add(" ");
            _entries[_pending[i].Id] = new Entry(2, stream, (ushort)i);
        }

        var head = new PdfBuffer();
        head.Add("/Type /ObjStm /N ").Add(_pending.Count).Add(" /First ").Add(content.Length);
        content.Add(_pendingBodies.Written);
        WriteStream(stream, System.Text.Encoding.ASCII.GetString(head.Written), content.Written);
        _pending.Clear();
        _pendingBodies.Clear();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _target.Write(bytes);
        _hash.AppendData(bytes);
        _position += bytes.Length;
    }

    /// <summary>A row of the cross-reference table: 1 is an offset in the file, 2 a place in an object stream.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(byte Type, long Place, ushort Index);
}
