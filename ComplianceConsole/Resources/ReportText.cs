using System.Globalization;
using System.Resources;

namespace ComplianceConsole.Resources;

/// <summary>
/// The words of documents. A document is written in its reader's language, not in that of the page it was asked for on, so
/// the culture is always given.
/// </summary>
public sealed class ReportText
{
    private static readonly ResourceManager s_texts = new(typeof(ReportText));

    private ReportText() { }

    /// <summary>The text of a key in a language.</summary>
    /// <exception cref="InvalidOperationException">There is no such key.</exception>
    public static string Get(string key, CultureInfo culture) =>
        s_texts.GetString(key, culture) ?? throw new InvalidOperationException($"The documents have no text {key}.");
}
