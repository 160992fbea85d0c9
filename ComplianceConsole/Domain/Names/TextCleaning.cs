using System.Text;

namespace ComplianceConsole.Domain.Names;

/// <summary>A text fit to be kept.</summary>
/// <param name="Value">The text.</param>
/// <param name="ControlsRemoved">Whether signs that a person does not type on purpose were taken out, which is worth a warning.</param>
public readonly record struct CleanedText(string Value, bool ControlsRemoved);

/// <summary>
/// Makes a text that comes from outside fit to be kept: composed (NFC), without outer white space, U+200B and U+FEFF (silently), without
/// bidirectional and other controls (worth a warning). TAB, CR and LF stay, and so does the joiner that holds emoji together; formulas
/// and markup are text.
/// </summary>
public static class TextCleaning
{
    /// <summary>Cleans <paramref name="text"/>; no text is an empty one.</summary>
    public static CleanedText Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new CleanedText("", ControlsRemoved: false);
        }

        StringBuilder? kept = null;
        var controls = false;
        for (var i = 0; i < text.Length; i++)
        {
            var isControl = IsUnwantedControl(text[i]) || IsLoneSurrogate(text, i);
            controls |= isControl;
            if (isControl || text[i] is '\u200B' or '\uFEFF')
            {
                kept ??= new StringBuilder(text, 0, i, text.Length);
            }
            else
            {
                kept?.Append(text[i]);
            }
        }

        return new CleanedText((kept?.ToString() ?? text).Normalize(NormalizationForm.FormC).Trim(), controls);
    }

    /// <summary>The composed form (NFC); a half of a surrogate pair, which has none, becomes U+FFFD.</summary>
    internal static string Compose(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsLoneSurrogate(text, i))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormC);
            }
        }

        return text.Normalize(NormalizationForm.FormC);
    }

    private static bool IsUnwantedControl(char c) =>
        c is < ' ' and not ('\t' or '\r' or '\n')
        || c is >= '\u007F' and <= '\u009F'
        || c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsLoneSurrogate(string text, int index) =>
        char.IsHighSurrogate(text[index]) ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
        : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
