using System.Globalization;

namespace ComplianceConsole.Resources;

/// <summary>The names of the fields of clause 5, and of other inputs, as a person reads them.</summary>
public static class FieldText
{
    private static readonly TextFamily s_fields = new("FieldText");
    private static readonly TextFamily s_inputs = new(nameof(InputText));

    /// <summary>
    /// The name of a field's code (<c>last_name</c>) or of an input (<c>Reason</c>) in the reader's language, or in
    /// <paramref name="culture"/>. An unknown code is returned as it is: codes are no personal data. An input that a form has once for
    /// each of several things names the thing after a hyphen (<c>PurposeGround-3.2.1</c>), and so does its label.
    /// </summary>
    public static string Label(string code, CultureInfo? culture = null)
    {
        if (Find(code, culture) is { } label)
        {
            return label;
        }

        var hyphen = code.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 0 && Find(code[..hyphen], culture) is { } common ? $"{common} {code[(hyphen + 1)..]}" : code;
    }

    private static string? Find(string code, CultureInfo? culture) => s_fields.Find(code, culture) ?? s_inputs.Find(code, culture);
}
