using Xunit;

namespace ComplianceConsole.Tests.Storage.Search;

public class SearchNamesTests
{
    public static TheoryData<string[]> Lines =>
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Shared", "Data", "names.tsv"))
                .Where(line => line.Length > 0 && !line.StartsWith('#'))
                .Select(line => line.Split('\t')),
        ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_spelling_finds_every_other(string[] spellings)
    {
        using var disk = new IndexOnDisk();
        disk.Write(spellings);
        foreach (var typed in spellings)
        {
            Assert.Equal(Enumerable.Range(1, spellings.Length).Select(i => (long)i), disk.Find(typed).Order());
        }
    }

    [Fact]
    public void There_are_lines_to_try() => Assert.True(Lines.Count >= 15);

    [Theory]
    [InlineData("Ах")]
    [InlineData("Ahm")]
    [InlineData("ахметж")]
    [InlineData("Akhmetz")]
    [InlineData("Akhmetzh")]
    [InlineData("Akhmetzhanov")]
    [InlineData("  nurlan   АХМЕТЖАНОВ ")]
    [InlineData("Ахм нур жар")]
    [InlineData("жарыққұрылыс")]
    public void Beginnings_of_words_in_any_order_find_a_person(string typed)
    {
        using var disk = new IndexOnDisk();
        disk.Write("Ахметжанов Нурлан Жарыққұрылыс", "Ибраимова Гүлнәр");
        Assert.Equal([1], disk.Find(typed));
    }

    [Theory]
    [InlineData("А")]
    [InlineData("Ахметжанов Серик")]
    [InlineData("метжанов")]
    [InlineData("Нурланбек")]
    [InlineData("!?")]
    public void What_begins_no_word_finds_nobody(string typed)
    {
        using var disk = new IndexOnDisk();
        disk.Write("Ахметжанов Нурлан");
        Assert.Empty(disk.Find(typed));
    }

    [Fact]
    public void A_letter_alone_beside_a_word_is_passed_over()
    {
        using var disk = new IndexOnDisk();
        disk.Write("Ли Анна", "Ким Борис");
        Assert.Equal([1], disk.Find("А Ли"));
    }

    [Fact]
    public void Only_eight_letters_of_a_long_word_are_compared()
    {
        using var disk = new IndexOnDisk();
        disk.Write("Константинопольский", "Константиновский", "Константа");
        Assert.Equal([1, 2, 3], disk.Find("Константинопольский"));
        Assert.Equal([1, 2, 3], disk.Find("Констант"));
    }

    [Fact]
    public void Each_half_of_a_double_name_and_the_whole_are_found()
    {
        using var disk = new IndexOnDisk();
        disk.Write("Ахметова-Сейтқали Айгүл");
        Assert.Equal([1], disk.Find("Сейткали"));
        Assert.Equal([1], disk.Find("Ахметова"));
        Assert.Equal([1], disk.Find("Akhmetova-Seitkali"));
    }

    [Fact]
    public void Letters_of_other_scripts_and_long_ones_are_found()
    {
        using var disk = new IndexOnDisk();
        disk.Write("გიორგი", "𝔄𝔅ℭ𝔇𝔈𝔉𝔊", "山田太郎山田太郎");
        Assert.Equal([1], disk.Find("გიო"));
        Assert.Equal([1], disk.Find("გიორგი"));
        Assert.Equal([3], disk.Find("山田太郎山田太郎"));
        Assert.Equal([2], disk.Find("𝔄𝔅ℭ"));
    }
}
