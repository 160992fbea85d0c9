using ComplianceConsole.Domain.Names;

namespace ComplianceConsole.Storage.Search;

/// <summary>The words under which a text is found.</summary>
internal static class IndexWords
{
    private const char Hyphen = '-';

    /// <summary>
    /// The first keys of the words of a text. A word with a hyphen is found as a whole and by each of its parts, since people remember
    /// the second half of a double surname as well.
    /// </summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        var words = NameFolding.Words(text);
        return text is null || !text.Contains(Hyphen, StringComparison.Ordinal)
            ? words
            : [.. words.Union(NameFolding.Words(text.Replace(Hyphen, ' ')), StringComparer.Ordinal)];
    }
}
