using System.Text.Unicode;

namespace ComplianceConsole.Ledger;

/// <summary>
/// Reads the parts of the canonical form. Every method is false for bytes the writer would not have produced: cut off, a number
/// longer than needed, text that is not UTF-8.
/// </summary>
internal ref struct CanonicalReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;

    public readonly bool AtEnd => position == bytes.Length;

    public readonly int Left => bytes.Length - position;

    public bool Byte(out byte value)
    {
        if (position >= bytes.Length)
        {
            value = 0;
            return false;
        }

        value = bytes[position++];
        return true;
    }

    public bool Number(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (!Byte(out var part))
            {
                return false;
            }

            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
            {
                // A last byte of zero would be a second spelling of the same number; the tenth byte has room for one bit.
                return (part != 0 || shift == 0) && (shift < 63 || part == 1);
            }
        }

        return false;
    }

    /// <summary>A number that fits a signed 64-bit one.</summary>
    public bool NonNegative(out long value)
    {
        var read = Number(out var number);
        value = (long)number;
        return read && value >= 0;
    }

    public bool Signed(out long value)
    {
        var read = Number(out var number);
        value = (long)(number >> 1) ^ -(long)(number & 1);
        return read;
    }

    public bool Text(out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        return Number(out var length) && Utf8Bytes(length, out utf8);
    }

    public bool OptionalText(out bool present, out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        var read = Number(out var lengthPlusOne);
        present = lengthPlusOne != 0;
        return read && (!present || Utf8Bytes(lengthPlusOne - 1, out utf8));
    }

    public bool Hash(out Hash256 hash)
    {
        if (Left < Hash256.Length)
        {
            hash = default;
            return false;
        }

        hash = new Hash256(bytes.Slice(position, Hash256.Length));
        position += Hash256.Length;
        return true;
    }

    private bool Utf8Bytes(ulong length, out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        if (length > (ulong)Left)
        {
            return false;
        }

        utf8 = bytes.Slice(position, (int)length);
        position += (int)length;
        return Utf8.IsValid(utf8);
    }
}
