using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>Builds the bytes of PDF syntax: operators, numbers, names and strings, the same for every culture of the host.</summary>
internal sealed class PdfBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    /// <summary>Number of bytes written so far.</summary>
    public int Length => _bytes.WrittenCount;

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Forgets everything written and keeps the memory.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>Appends syntax, which is ASCII by definition.</summary>
    public PdfBuffer Add(string ascii)
    {
        var span = _bytes.GetSpan(ascii.Length);
        _bytes.Advance(Encoding.ASCII.GetBytes(ascii, span));
        return this;
    }

    public PdfBuffer Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public PdfBuffer Add(int number)
    {
        if (!Utf8Formatter.TryFormat(number, _bytes.GetSpan(11), out var count))
        {
            throw new InvalidOperationException("A whole number takes at most eleven characters.");
        }

        _bytes.Advance(count);
        return this;
    }

    /// <summary>Appends a number with at most three decimals, which at 72 points an inch is finer than any printer.</summary>
    public PdfBuffer Add(double number)
    {
        var thousandths = (long)Math.Round(number * 1000, MidpointRounding.AwayFromZero);
        if (thousandths < 0)
        {
            Add("-");
            thousandths = -thousandths;
        }

        Add((int)(thousandths / 1000));
        var fraction = (int)(thousandths % 1000);
        if (fraction == 0)
        {
            return this;
        }

        Add(".");
        for (var digit = 100; fraction > 0; digit /= 10)
        {
            Add(fraction / digit);
            fraction %= digit;
        }

        return this;
    }

    /// <summary>Appends a reference to an indirect object.</summary>
    public PdfBuffer Reference(int id) => Add(id).Add(" 0 R");

    /// <summary>Appends a text string: UTF-16 in hexadecimal, so that no character of it can end the string.</summary>
    public PdfBuffer Text(string text)
    {
        Add("<FEFF");
        Hex(text);
        return Add(">");
    }

    /// <summary>Appends the UTF-16 code units of a text in hexadecimal, without brackets.</summary>
    public PdfBuffer Hex(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            Hex(unit);
        }

        return this;
    }

    /// <summary>Appends sixteen bits as four hexadecimal digits.</summary>
    public PdfBuffer Hex(ushort value)
    {
        const string Digits = "0123456789ABCDEF";
        var span = _bytes.GetSpan(4);
        span[0] = (byte)Digits[value >> 12];
        span[1] = (byte)Digits[(value >> 8) & 15];
        span[2] = (byte)Digits[(value >> 4) & 15];
        span[3] = (byte)Digits[value & 15];
        _bytes.Advance(4);
        return this;
    }
}
