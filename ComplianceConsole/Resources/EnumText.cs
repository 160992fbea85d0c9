using System.Globalization;

namespace ComplianceConsole.Resources;

/// <summary>The word a person reads for a value of an enumeration: role, state, channel, kind, stage and their like.</summary>
public static class EnumText
{
    private static readonly TextFamily s_words = new("EnumText");

    /// <summary>
    /// The word for a value in the reader's language, or in <paramref name="culture"/>. Several flags at once are written
    /// one after the other with commas. A value without a word is written as it stands in the code; tests allow none.
    /// </summary>
    public static string Of(Enum value, CultureInfo? culture = null) =>
        Find(value.GetType(), value.ToString(), culture)
        ?? string.Join(", ", value.ToString().Split(", ").Select(name => Find(value.GetType(), name, culture) ?? name));

    private static string? Find(Type type, string name, CultureInfo? culture) =>
        s_words.Find($"{type.Name}_{name}", culture);
}
