using System.Text;

namespace ComplianceConsole.Storage.Search;

/// <summary>The written form of tokens: 40 bits as eight signs of base 32, small letters and the digits 2 to 7.</summary>
internal static class TokenText
{
    /// <summary>The length of a token's stored form in bytes.</summary>
    public const int ByteLength = 5;

    /// <summary>The length of a token's written form in signs.</summary>
    public const int Length = 8;

    private static ReadOnlySpan<byte> Signs => "abcdefghijklmnopqrstuvwxyz234567"u8;

    /// <summary>A token as a term of a query.</summary>
    public static string Term(ulong token)
    {
        Span<byte> term = stackalloc byte[Length];
        Write(token, term);
        return Encoding.ASCII.GetString(term);
    }

    /// <summary>How many bytes <see cref="WriteTerms"/> takes for so many bytes of stored tokens.</summary>
    public static int TermsLength(int storedLength) => storedLength / ByteLength * (Length + 1);

    /// <summary>Writes stored tokens as terms, each followed by a space.</summary>
    public static void WriteTerms(ReadOnlySpan<byte> stored, Span<byte> terms)
    {
        for (; stored.Length >= ByteLength; stored = stored[ByteLength..], terms = terms[(Length + 1)..])
        {
            Write(Read(stored), terms);
            terms[Length] = (byte)' ';
        }
    }

    /// <summary>The tokens of one sorted list that are not in another.</summary>
    public static ReadOnlySpan<byte> Except(ReadOnlySpan<byte> sorted, ReadOnlySpan<byte> others)
    {
        var left = new byte[sorted.Length];
        var length = 0;
        for (; sorted.Length >= ByteLength; sorted = sorted[ByteLength..])
        {
            var token = Read(sorted);
            while (others.Length >= ByteLength && Read(others) < token)
            {
                others = others[ByteLength..];
            }

            if (others.Length < ByteLength || Read(others) != token)
            {
                Store(token, left.AsSpan(length));
                length += ByteLength;
            }
        }

        return left.AsSpan(0, length);
    }

    /// <summary>The token at the start of stored tokens.</summary>
    public static ulong Read(ReadOnlySpan<byte> stored) =>
        ((ulong)stored[0] << 32)
        | ((ulong)stored[1] << 24)
        | ((ulong)stored[2] << 16)
        | ((ulong)stored[3] << 8)
        | stored[4];

    /// <summary>Stores a token.</summary>
    public static void Store(ulong token, Span<byte> into)
    {
        for (var i = ByteLength - 1; i >= 0; i--, token >>= 8)
        {
            into[i] = (byte)token;
        }
    }

    private static void Write(ulong token, Span<byte> term)
    {
        for (var i = Length - 1; i >= 0; i--, token >>= 5)
        {
            term[i] = Signs[(int)(token & 31)];
        }
    }
}
