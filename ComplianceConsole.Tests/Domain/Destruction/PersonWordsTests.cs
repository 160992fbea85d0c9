using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Tests.Domain.Destruction;

public sealed class PersonWordsTests
{
    [Theory]
    [InlineData("Lebedev")]
    [InlineData("folder of LEBEDEV")]
    [InlineData("Папка Лебедева")]
    [InlineData("папка, подписана Лебедевым")]
    [InlineData("folder-Lebedev-12")]
    [InlineData("Утегенова")]
    [InlineData("s.lebedev@example.kz")]
    [InlineData("+7 (701) 234-56-78")]
    [InlineData("87012345678")]
    [InlineData("папка 240140999018")]
    [InlineData("user-00042")]
    [InlineData("ул. Сатпаева")]
    [InlineData("Li")]
    public void A_text_that_names_the_person_is_found(string text) => Assert.True(Words().AreIn(text));

    [Theory]
    [InlineData("Folder 12")]
    [InlineData("Archive, shelf 3, Almaty")]
    [InlineData("Архив, г. Алматы, ул., дом 7")]
    [InlineData("Line 5")]
    [InlineData("Registry")]
    [InlineData("S-0000042")]
    [InlineData("Лист 5678")]
    [InlineData("")]
    [InlineData(null)]
    public void A_text_that_says_where_a_folder_lies_names_nobody(string? text) => Assert.False(Words().AreIn(text));

    [Fact]
    public void Of_a_copy_every_text_counts()
    {
        Assert.True(Words().AreIn(new CopyDetails("Folder", "Archive", "Lebedev")));
        Assert.False(Words().AreIn(new CopyDetails("Folder", "Archive", "Registry")));
    }

    private static PersonWords Words()
    {
        var words = new PersonWords();
        words.Add(FieldCode.LastName, "Лебедев");
        words.Add(FieldCode.LastName, "Өтегенова");
        words.Add(FieldCode.FirstName, "Li");
        words.Add(FieldCode.Email, "s.lebedev@example.kz");
        words.Add(FieldCode.Phone, "+77012345678");
        words.Add(FieldCode.Bin, "240140999018");
        words.Add(FieldCode.ExternalId, "user-00042");
        words.Add(FieldCode.LegalAddress, "г. Алматы, ул. Сатпаева, д. 7");
        words.Add(FieldCode.Activity, "Registry");
        words.Add(FieldCode.Website, null);
        return words;
    }
}
