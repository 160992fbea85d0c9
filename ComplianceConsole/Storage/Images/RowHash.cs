using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Ledger;

namespace ComplianceConsole.Storage.Images;

/// <summary>
/// Hashes a row: the table's name, then of each column that has a value its name, what kind of value it is, and the value. A column that
/// has none is left out, so that one added later changes no hash of before. Long bytes stand by their own hash.
/// </summary>
internal sealed class RowHash
{
    private const byte IntegerMark = 1;
    private const byte TextMark = 2;
    private const byte BytesMark = 3;
    private const byte LongBytesMark = 4;
    private const int LongestInPlace = 4096;

    [ThreadStatic]
    private static RowHash? _ofThread;

    private byte[] _buffer = new byte[8192];
    private int _length;

    /// <summary>The calling thread's own.</summary>
    public static RowHash OfThread => _ofThread ??= new RowHash();

    /// <summary>A name as it is hashed, made once.</summary>
    public static byte[] NameOf(string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        return [checked((byte)utf8.Length), .. utf8];
    }

    /// <summary>Begins a row.</summary>
    public RowHash Begin(byte[] table)
    {
        _length = 0;
        Write(table);
        return this;
    }

    public void Integer(byte[] column, long value)
    {
        Mark(column, IntegerMark);
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);
    }

    public void Text(byte[] column, ReadOnlySpan<byte> utf8)
    {
        Mark(column, TextMark);
        WriteWithLength(utf8);
    }

    public void Text(byte[] column, string value)
    {
        Mark(column, TextMark);
        var count = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), count);
        Encoding.UTF8.GetBytes(value, Room(count));
    }

    public void Bytes(byte[] column, ReadOnlySpan<byte> value)
    {
        if (value.Length <= LongestInPlace)
        {
            Mark(column, BytesMark);
            WriteWithLength(value);
            return;
        }

        Mark(column, LongBytesMark);
        SHA256.HashData(value, Room(Hash256.Length));
    }

    /// <summary>The hash of the row.</summary>
    public Hash256 End() => MerkleHash.Sha256(_buffer.AsSpan(0, _length));

    private void Mark(byte[] column, byte kind)
    {
        Write(column);
        Room(1)[0] = kind;
    }

    private void WriteWithLength(ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value.Length);
        Write(value);
    }

    private void Write(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    private Span<byte> Room(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_length + count, 2 * _buffer.Length));
        }

        var room = _buffer.AsSpan(_length, count);
        _length += count;
        return room;
    }
}
