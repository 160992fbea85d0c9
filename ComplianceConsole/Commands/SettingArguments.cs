using ComplianceConsole.Settings;

namespace ComplianceConsole.Commands;

/// <summary>
/// Tells settings from the rest of a command line. A setting is written <c>--Section:Key=value</c> or <c>--Section:Key value</c>, and
/// goes to the configuration, wherever it stands; so do the host's own <c>--urls</c>, <c>--environment</c> and <c>--contentRoot</c>.
/// </summary>
public static class SettingArguments
{
    private static readonly string[] HostKeys = ["urls", "environment", "contentRoot", "applicationName"];

    // A test host writes out the sections themselves as well, as "--Data=".
    private static readonly string[] Sections = ["Logging=", .. typeof(ConsoleSettings).GetProperties().Select(section => section.Name + "=")];

    /// <summary>Splits a command line.</summary>
    public static (string[] Settings, string[] Verb) Split(IReadOnlyList<string> args)
    {
        var settings = new List<string>();
        var rest = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsSetting(args[i]))
            {
                rest.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Count)
            {
                settings.Add(args[++i]);
            }
        }

        return ([.. settings], [.. rest]);
    }

    private static bool IsSetting(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
        {
            return false;
        }

        var key = argument[2..].Split('=', 2)[0];
        return key.Contains(':', StringComparison.Ordinal)
            || HostKeys.Contains(key, StringComparer.OrdinalIgnoreCase)
            || Sections.Contains(argument[2..], StringComparer.OrdinalIgnoreCase);
    }
}
