using ComplianceConsole.Domain.Names;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Names;

public sealed class NameFoldingTests
{
    private const int IndexedLetters = 8;

    public static TheoryData<string> LinesOfNames =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Shared", "Data", "names.tsv")).Where(line => !line.StartsWith('#'))];

    [Theory]
    [InlineData("Әлия", "alia")]
    [InlineData("Kassymov", "kasimov")]
    [InlineData("Шыңғыс", "xingis")]
    [InlineData("Yenlik", "enlik")]
    [InlineData("Юлия", "iulia")]
    [InlineData("Щукин", "xukin")]
    [InlineData("Shchukin", "xukin")]
    [InlineData("Алексей", "aleksei")]
    [InlineData("Alexey", "aleksei")]
    [InlineData("Daniel", "daniel")]
    [InlineData("Danaiev", "danaev")]
    [InlineData("Нұр-Сұлтан", "nursultan")]
    [InlineData("D’Artagnan", "dartagnan")]
    [InlineData("ИЛЬЯС", "ilias")]
    [InlineData("İlyas", "ilias")]
    [InlineData("ZHANNA", "jana")]
    [InlineData("Цой", "tsoi")]
    [InlineData("Ёлкин", "elkin")]
    [InlineData("Yolkin", "elkin")]
    [InlineData("Jolkin", "elkin")]
    [InlineData("a11", "a11")]
    [InlineData("Li Yelena", "li elena")]
    public void First_key_folds_spelling_away(string written, string key) => Assert.Equal(key, NameFolding.Key(written));

    [Theory]
    [InlineData("Өтегенов", "utegenv")]
    [InlineData("Һадиша", "adxa")]
    [InlineData("Иван", "ivan")]
    [InlineData("Kuik", "k")]
    public void Loose_key_follows_from_the_first(string written, string key) =>
        Assert.Equal(key, NameFolding.LooseKey(NameFolding.Key(written)));

    [Fact]
    public void A_decomposed_letter_folds_as_the_composed_one() =>
        Assert.Equal(NameFolding.Key("Йылмаз"), NameFolding.Key("И\u0306ылмаз"));

    [Fact]
    public void Words_are_folded_each_once_without_the_signs_between_them() =>
        Assert.Equal(["to", "atameken", "biznes", "55"], NameFolding.Words("«ТОО»  Атамекен, (Бизнес/Biznes) — 55 -"));

    [Fact]
    public void A_text_without_words_has_none()
    {
        Assert.Empty(NameFolding.Words(null));
        Assert.Empty(NameFolding.Words(" - ’ «»"));
        Assert.Empty(NameFolding.QueryVariants("-"));
    }

    [Fact]
    public void A_text_no_keyboard_writes_is_folded_too()
    {
        Assert.Equal("a\uFFFDb", NameFolding.Key("A\uD800B"));
        Assert.Equal(["😀", "李"], NameFolding.Words("😀 李"));
        Assert.Equal("x", NameFolding.Key(new string('ш', 100_000)));
    }

    [Fact]
    public void What_is_typed_may_end_inside_a_letter_of_several_signs()
    {
        Assert.Equal(["ahmetz", "ahmet"], NameFolding.QueryVariants("Akhmetz"));
        Assert.Equal(["ahmet"], NameFolding.QueryVariants("Akhmet"));
        Assert.Equal(["as"], NameFolding.QueryVariants("ass"));
        Assert.Equal(["k"], NameFolding.QueryVariants("k"));
    }

    [Theory]
    [MemberData(nameof(LinesOfNames))]
    public void Spellings_of_a_name_meet(string line)
    {
        var spellings = line.Split('\t');
        foreach (var one in spellings)
        {
            foreach (var other in spellings)
            {
                Assert.True(Finds(NameFolding.QueryVariants(one), NameFolding.Key(other)), $"{one} does not find {other}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(LinesOfNames))]
    public void Every_beginning_of_a_spelling_finds_the_others(string line)
    {
        var spellings = line.Split('\t');
        foreach (var one in spellings)
        {
            for (var typed = 3; typed <= one.Length; typed++)
            {
                foreach (var other in spellings)
                {
                    var variants = NameFolding.QueryVariants(one[..typed]);
                    Assert.True(Finds(variants, NameFolding.Key(other)), $"{one[..typed]} does not find {other}.");
                }
            }
        }
    }

    [Fact]
    public void Names_that_differ_stay_apart()
    {
        Assert.False(Finds(NameFolding.QueryVariants("Касымов"), NameFolding.Key("Ахметов")));
        Assert.False(Finds(NameFolding.QueryVariants("Марат"), NameFolding.Key("Мурат")));
    }

    private static bool Finds(IReadOnlyList<string> variants, string key) =>
        variants.Any(variant => Begins(key, variant) || Begins(NameFolding.LooseKey(key), NameFolding.LooseKey(variant)));

    private static bool Begins(string key, string typed) =>
        typed.Length > 1
        && key.StartsWith(typed.Length > IndexedLetters ? typed[..IndexedLetters] : typed, StringComparison.Ordinal);
}
