using System.Globalization;
using System.Resources;

namespace ComplianceConsole.Resources;

/// <summary>One family of resource files (English, Russian, Kazakh), read in the reader's language.</summary>
/// <param name="name">The family's file name without language and extension.</param>
public sealed class TextFamily(string name)
{
    private readonly ResourceManager _manager = new("ComplianceConsole.Resources." + name, typeof(TextFamily).Assembly);

    /// <summary>The text of a key, or null where the family has no such key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="culture">The language; the reader's own when null.</param>
    public string? Find(string key, CultureInfo? culture = null) =>
        _manager.GetString(key, culture ?? CultureInfo.CurrentUICulture);

    /// <summary>Every key of the family, in alphabetical order.</summary>
    public IReadOnlyList<string> Keys()
    {
        var set = _manager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true);
        return [.. (set?.Cast<System.Collections.DictionaryEntry>() ?? []).Select(entry => (string)entry.Key).Order(StringComparer.Ordinal)];
    }
}
