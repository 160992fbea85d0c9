using ComplianceConsole.Storage.Search;
using CsCheck;

namespace ComplianceConsole.Tests.Storage.Search;

public class TokenTextTests
{
    private static readonly Gen<ulong[]> Tokens = Gen.ULong[0, 30].Array[0, 20];

    [Fact]
    public void What_differs_between_two_lists_is_what_sets_say() =>
        Gen.Select(Tokens, Tokens).Sample((one, other) =>
            Assert.Equal(one.Except(other).Order(), Read(TokenText.Except(Stored(one), Stored(other)))));

    private static byte[] Stored(IEnumerable<ulong> tokens)
    {
        var sorted = tokens.Distinct().Order().ToArray();
        var stored = new byte[sorted.Length * TokenText.ByteLength];
        for (var i = 0; i < sorted.Length; i++)
        {
            TokenText.Store(sorted[i], stored.AsSpan(i * TokenText.ByteLength));
        }

        return stored;
    }

    private static List<ulong> Read(ReadOnlySpan<byte> stored)
    {
        var tokens = new List<ulong>();
        for (; stored.Length > 0; stored = stored[TokenText.ByteLength..])
        {
            tokens.Add(TokenText.Read(stored));
        }

        return tokens;
    }
}
