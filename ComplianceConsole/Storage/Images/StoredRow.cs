using System.Buffers.Binary;
using System.Text;
using ComplianceConsole.Storage.Sqlite;

namespace ComplianceConsole.Storage.Images;

/// <summary>One value of a row as it is stored.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Kind">An integer, a text or bytes; a column without a value has none.</param>
/// <param name="Number">The integer.</param>
/// <param name="Bytes">The text in UTF-8, or the bytes.</param>
internal readonly record struct StoredValue(string Column, StoredKind Kind, long Number, byte[] Bytes)
{
    /// <summary>Whether both hold the same.</summary>
    public bool IsSame(StoredValue other) => Kind == other.Kind && Number == other.Number && Bytes.AsSpan().SequenceEqual(other.Bytes);
}

/// <summary>A whole row as it is stored, apart from its table: what is sealed in it stays sealed.</summary>
/// <param name="Values">The columns that have a value, in the order of their names.</param>
internal sealed record StoredRow(IReadOnlyList<StoredValue> Values)
{
    /// <summary>The value of a column; null where it has none.</summary>
    public StoredValue? Find(string column) =>
        Values.Where(value => string.Equals(value.Column, column, StringComparison.Ordinal)).Select(value => (StoredValue?)value).FirstOrDefault();

    /// <summary>The text of a column; null where it has none.</summary>
    public string? Text(string column) => Find(column) is { Kind: StoredKind.Text } value ? Encoding.UTF8.GetString(value.Bytes) : null;

    /// <summary>The number in a column; null where it has none.</summary>
    public long? Number(string column) => Find(column) is { Kind: StoredKind.Integer } value ? value.Number : null;

    /// <summary>As it stands in a file: of each value its column, its kind, and it.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        Span<byte> eight = stackalloc byte[sizeof(long)];
        foreach (var value in Values)
        {
            bytes.WriteByte(checked((byte)Encoding.UTF8.GetByteCount(value.Column)));
            bytes.Write(Encoding.UTF8.GetBytes(value.Column));
            bytes.WriteByte((byte)value.Kind);
            BinaryPrimitives.WriteInt64BigEndian(eight, value.Kind == StoredKind.Integer ? value.Number : value.Bytes.Length);
            bytes.Write(eight);
            bytes.Write(value.Bytes);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null where it is nothing of the kind.</summary>
    public static StoredRow? FromBytes(ReadOnlySpan<byte> bytes)
    {
        var values = new List<StoredValue>();
        while (!bytes.IsEmpty)
        {
            var name = bytes[0];
            var start = 1 + name + 1 + sizeof(long);
            if (bytes.Length < start)
            {
                return null;
            }

            var column = Encoding.UTF8.GetString(bytes.Slice(1, name));
            var kind = (StoredKind)bytes[1 + name];
            var number = BinaryPrimitives.ReadInt64BigEndian(bytes[(2 + name)..]);
            var length = kind == StoredKind.Integer ? 0 : number;
            if (kind is not (StoredKind.Integer or StoredKind.Text or StoredKind.Bytes) || length < 0 || length > bytes.Length - start)
            {
                return null;
            }

            values.Add(new StoredValue(column, kind, kind == StoredKind.Integer ? number : 0, bytes.Slice(start, (int)length).ToArray()));
            bytes = bytes[(start + (int)length)..];
        }

        return new StoredRow(values);
    }
}
