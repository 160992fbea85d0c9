using System.Globalization;
using System.Resources;

namespace ComplianceConsole.Commands;

/// <summary>The words of the command line, in the language of the operating system.</summary>
internal static class VerbText
{
    private static readonly ResourceManager Text = new(typeof(Resources.VerbsText));

    public static string Of(string key, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, Text.GetString(key, CultureInfo.CurrentUICulture) ?? key, values);
}
