using System.Globalization;
using System.Text.RegularExpressions;
using ComplianceConsole.Resources;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Resources;

/// <summary>What the ledger, the page of access and the report of a restoration call a use case.</summary>
public sealed partial class OperationTextTests
{
    // Literals of the same form that name files, hosts and secrets.
    private static readonly string[] s_others =
        ["db", "key", "csv", "json", "lock", "tail", "unfinished", "invalid", "restoring", "outer", "next"];

    [Fact]
    public void Every_use_case_has_words_in_every_language()
    {
        var codes = Directory.EnumerateFiles(Repository.PathOf("ComplianceConsole"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value))
            .Where(code => !s_others.Contains(code.Split('.')[^1], StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.Contains("subject.depersonalise", codes, StringComparer.Ordinal);
        foreach (var language in new[] { "en", "ru", "kk" })
        {
            Assert.DoesNotContain(codes, code => OperationText.Find(code, CultureInfo.GetCultureInfo(language)) is null);
        }
    }

    [GeneratedRegex("\"(?<code>[a-z]+(\\.[a-z]+(-[a-z]+)*)+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Literal();
}
