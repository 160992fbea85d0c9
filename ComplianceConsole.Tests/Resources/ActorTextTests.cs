using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Tests.Resources;

public sealed class ActorTextTests
{
    [Theory]
    [InlineData("en", "The console, for its search index")]
    [InlineData("ru", "Консоль: поисковый индекс")]
    [InlineData("kk", "Консоль: іздеу индексі")]
    public void A_program_has_a_name_in_each_language(string language, string name)
    {
        var program = Actor.Job("search-index");

        Assert.Equal(name, ActorText.Of(program.Id, program.Name, CultureInfo.GetCultureInfo(language)));
    }

    [Theory]
    [InlineData("destruction")]
    [InlineData("restore")]
    [InlineData("notices")]
    public void Where_the_name_alone_was_kept_a_program_still_has_words_and_a_person_keeps_the_name(string program)
    {
        foreach (var language in new[] { "en", "ru", "kk" })
        {
            Assert.NotEqual(program, ActorText.Named(program, CultureInfo.GetCultureInfo(language)), StringComparer.Ordinal);
        }

        Assert.Equal("Aigerim", ActorText.Named("Aigerim", CultureInfo.GetCultureInfo("kk")));
    }

    [Fact]
    public void A_program_without_words_is_the_console_itself_and_a_person_keeps_the_name()
    {
        var english = CultureInfo.GetCultureInfo("en");

        Assert.Equal("The console itself", ActorText.Of("job:something-new", "something-new", english));
        Assert.Equal("Aigerim", ActorText.Of("dpo-1", "Aigerim", english));
        Assert.Equal("os:root", ActorText.Of("os:root", null, english));
    }
}
