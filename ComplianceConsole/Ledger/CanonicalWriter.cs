using System.Text;

namespace ComplianceConsole.Ledger;

/// <summary>Writes the parts of the canonical form, or, given no room, only counts the bytes they would take.</summary>
internal ref struct CanonicalWriter
{
    /// <summary>Refuses half a surrogate pair instead of writing a replacement, which would decode to another text.</summary>
    internal static readonly UTF8Encoding Utf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private readonly Span<byte> room;
    private readonly bool counting;

    /// <summary>A writer that only counts.</summary>
    public CanonicalWriter()
    {
        counting = true;
    }

    /// <summary>A writer into a span that is large enough.</summary>
    public CanonicalWriter(Span<byte> room)
    {
        this.room = room;
    }

    /// <summary>How many bytes were written or counted.</summary>
    public int Length { get; private set; }

    public void Byte(byte value)
    {
        if (!counting)
        {
            room[Length] = value;
        }

        Length++;
    }

    /// <summary>Seven bits a byte, the lowest first, the high bit set on all but the last; never a byte more than needed.</summary>
    public void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    /// <summary>A signed number, folded so that small ones of either sign stay short.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>The length in bytes and the UTF-8 bytes.</summary>
    public void Text(string value)
    {
        var count = Utf8.GetByteCount(value);
        Number((ulong)count);
        if (!counting)
        {
            Utf8.GetBytes(value, room.Slice(Length, count));
        }

        Length += count;
    }

    /// <summary>0 for null, otherwise the length plus one and the bytes.</summary>
    public void OptionalText(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }

        var count = Utf8.GetByteCount(value);
        Number((ulong)count + 1);
        if (!counting)
        {
            Utf8.GetBytes(value, room.Slice(Length, count));
        }

        Length += count;
    }

    public void Hash(in Hash256 value)
    {
        if (!counting)
        {
            value.CopyTo(room[Length..]);
        }

        Length += Hash256.Length;
    }
}
