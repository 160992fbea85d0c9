using System.Globalization;

namespace ComplianceConsole.Resources;

/// <summary>What a disclosure report says of the records, in its reader's language. The type names the family of resource files.</summary>
public sealed class DisclosureText
{
    private static readonly TextFamily s_texts = new(nameof(DisclosureText));

    private DisclosureText()
    {
    }

    /// <summary>The text of a key with its values.</summary>
    /// <exception cref="InvalidOperationException">There is no such key.</exception>
    public static string Get(CultureInfo culture, string key, params ReadOnlySpan<object> values) =>
        string.Format(
            CultureInfo.InvariantCulture,
            s_texts.Find(key, culture) ?? throw new InvalidOperationException($"The report has no text {key}."),
            values);
}
