using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using ComplianceConsole.Resources;
using Xunit;

namespace ComplianceConsole.Tests.Resources;

public sealed partial class ResourcesTests
{
    private static readonly string[] s_translations = ["ru", "kk"];

    public static TheoryData<string> Families() =>
        [.. typeof(TextFamily).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".resources", StringComparison.Ordinal))
            .Select(name => name[..^".resources".Length])
            .OrderBy(name => name, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Families))]
    public void EveryKeyStandsInAllThreeLanguages(string family)
    {
        var english = Texts(family, "");

        Assert.NotEmpty(english);
        foreach (var language in s_translations)
        {
            var translated = Texts(family, language);
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), translated.Keys.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void NoTextIsEmptyAndPlaceholdersAgree(string family)
    {
        var english = Texts(family, "");
        foreach (var language in s_translations.Append(""))
        {
            foreach (var (key, text) in Texts(family, language))
            {
                Assert.False(string.IsNullOrWhiteSpace(text), $"{family} {language} {key} is empty");
                Assert.True(Placeholders(english[key]).SetEquals(Placeholders(text)), $"{family} {language} {key}: placeholders differ");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void RussianAndKazakhAreWrittenInTheirOwnLetters(string family)
    {
        foreach (var language in s_translations)
        {
            var texts = Texts(family, language);
            var foreign = texts.Where(pair => Letters().IsMatch(pair.Value) && !Cyrillic().IsMatch(pair.Value)).Select(pair => pair.Key);
            Assert.Empty(foreign);
        }

        if (Texts(family, "").Count >= 20)
        {
            Assert.Contains(Texts(family, "kk").Values, text => KazakhOnly().IsMatch(text));
        }
    }

    // A date or a moment ends in a number, an hour or a day of the week: no case ending fits them all.
    [Theory]
    [MemberData(nameof(Families))]
    public void NoKazakhTextAsksACaseEndingOfWhatIsPutIn(string family) =>
        Assert.Empty(Texts(family, "kk").Where(pair => CaseWanted().IsMatch(pair.Value)).Select(pair => pair.Key));

    [Theory]
    [InlineData("Sentence")]
    [InlineData("Policy_Now")]
    [InlineData("Policy_Later")]
    public void ADateThatEndsInAStopIsNotFollowedByAnother(string key)
    {
        var date = DateWords.Plain(new NodaTime.LocalDate(2025, 3, 1), CultureInfo.GetCultureInfo("ru"));

        var written = string.Format(CultureInfo.InvariantCulture, Texts(typeof(RegistersText).FullName!, "ru")[key], [.. Enumerable.Repeat("2025-03", 2).Take(string.Equals(key, "Sentence", StringComparison.Ordinal) ? 2 : 0), date]);

        Assert.DoesNotContain("..", written, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Texts(string family, string language)
    {
        var manager = new ResourceManager(family, typeof(TextFamily).Assembly);
        using var set = manager.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    private static HashSet<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups["number"].Value)];

    [GeneratedRegex(@"\{(?<number>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{L}{3,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Letters();

    [GeneratedRegex(@"\p{IsCyrillic}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cyrillic();

    [GeneratedRegex(@"\{\d+\} (бастап|дейін|кейін)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CaseWanted();

    [GeneratedRegex("[әғқңөұүһі]", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KazakhOnly();
}
