using ComplianceConsole.Storage.Search;
using Xunit;

namespace ComplianceConsole.Tests.Storage.Search;

public class BlindTokensTests
{
    private static readonly BlindTokens Tokens = new(IndexOnDisk.Key);

    [Theory]
    [InlineData("ab", 1)]
    [InlineData("abcd", 3)]
    [InlineData("abcdefgt", 7)]
    [InlineData("abcdefgtrmn", 7)]
    [InlineData("a", 0)]
    [InlineData("abc abd", 3)]
    [InlineData("abc ABC абц", 3)]
    public void A_word_gives_a_token_for_each_beginning_of_two_to_eight_letters_once(string text, int count)
    {
        var looseOnly = text.EndsWith("абц", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal(count + looseOnly, Count(text));
    }

    [Fact]
    public void A_loose_beginning_has_a_token_only_where_the_first_key_does_not_begin_so()
    {
        // kasim, loosely kasm: ka, kas, kasi, kasim and kasm.
        Assert.Equal(5, Count("kasim"));
    }

    [Fact]
    public void Tokens_are_sorted_and_depend_on_key_and_kind()
    {
        var entry = Tokens.Entry(new SearchDocument(1, ["Seitkali Nurlan"], ["state:active"]));
        var stored = entry.Tokens.Chunk(5).Select(Convert.ToHexString).ToList();
        Assert.True(stored.SequenceEqual(stored.Order(StringComparer.Ordinal), StringComparer.Ordinal));
        Assert.Equal(stored.Count, stored.Distinct(StringComparer.Ordinal).Count());

        using var other = new BlindTokens(IndexOnDisk.OtherKey);
        Assert.NotEqual(Tokens.Fingerprint, other.Fingerprint, StringComparer.Ordinal);
        var foreign = other.Entry(new SearchDocument(1, ["Seitkali Nurlan"], ["state:active"]));
        Assert.Empty(stored.Intersect(foreign.Tokens.Chunk(5).Select(Convert.ToHexString), StringComparer.Ordinal));

        var word = Tokens.Entry(new SearchDocument(1, ["ab"], [])).Tokens;
        var facet = Tokens.Entry(new SearchDocument(1, [], ["ab"])).Tokens;
        Assert.NotEqual(word, facet);
    }

    [Fact]
    public void Long_texts_that_begin_alike_have_tokens_of_their_own()
    {
        var one = Tokens.Entry(new SearchDocument(1, [], ["policy:2023-01-first-edition"])).Tokens;
        var two = Tokens.Entry(new SearchDocument(1, [], ["policy:2023-01-second-edition"])).Tokens;
        Assert.Equal(5, one.Length);
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void A_key_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new BlindTokens(new byte[16]));

    private static int Count(string text) => Tokens.Entry(new SearchDocument(1, [text], [])).Tokens.Length / 5;
}
