using System.Globalization;

namespace ComplianceConsole.Resources;

/// <summary>What the verb <c>due</c> says.</summary>
public static class DueText
{
    private static readonly TextFamily s_texts = new("DueText");

    /// <summary>The sentence of a key with its values, in the language of <paramref name="culture"/>.</summary>
    public static string Of(string key, CultureInfo culture, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, s_texts.Find(key, culture) ?? key, values);
}
