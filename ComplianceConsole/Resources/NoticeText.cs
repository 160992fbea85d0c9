using System.Globalization;
using System.Resources;

namespace ComplianceConsole.Resources;

/// <summary>
/// What notices and letters say, in the language of their reader. Values stand under their names in braces; a paragraph whose value is
/// not given is left out.
/// </summary>
public sealed class NoticeText
{
    private static readonly ResourceManager s_texts = new(typeof(NoticeText));

    private NoticeText() { }

    /// <summary>The text of a key in a language.</summary>
    /// <exception cref="InvalidOperationException">There is no such key.</exception>
    public static string Get(string key, CultureInfo culture) => Find(key, culture) ?? throw new InvalidOperationException($"Notices have no text {key}.");

    /// <summary>The text of a key in a language, or null.</summary>
    public static string? Find(string key, CultureInfo culture) => s_texts.GetString(key, culture);
}
