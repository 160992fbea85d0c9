using System.Globalization;
using System.Reflection;

namespace ComplianceConsole.Settings;

/// <summary>
/// Fills the settings from the configuration and collects what does not fit. The framework's binder stops at the first value
/// it cannot convert and passes over misspelt names; a person setting up the console wants all of it at once.
/// </summary>
internal static class SettingsReader
{
    private static readonly char[] ListSeparators = [' ', ',', ';'];

    /// <summary>Reads every section; names and values that do not fit are added to the problems and leave the default.</summary>
    public static ConsoleSettings Read(IConfiguration configuration, List<SettingProblem> problems)
    {
        var settings = new ConsoleSettings();
        foreach (var section in Properties(typeof(ConsoleSettings)))
        {
            Fill(section.GetValue(settings)!, configuration.GetSection(section.Name), problems);
        }
        return settings;
    }

    /// <summary>Whether a property holds further settings rather than a value.</summary>
    public static bool IsGroup(Type type) => type is { IsClass: true, IsArray: false } && type != typeof(string);

    private static void Fill(object target, IConfigurationSection section, List<SettingProblem> problems)
    {
        var properties = Properties(target.GetType());
        foreach (var child in section.GetChildren())
        {
            var property = Array.Find(
                properties,
                candidate => string.Equals(candidate.Name, child.Key, StringComparison.OrdinalIgnoreCase)
            );
            if (property is null)
            {
                problems.Add(new SettingProblem(child.Path, "Unknown"));
            }
            else if (IsGroup(property.PropertyType))
            {
                Fill(property.GetValue(target)!, child, problems);
            }
            else
            {
                Assign(target, property, child, problems);
            }
        }
    }

    private static void Assign(
        object target,
        PropertyInfo property,
        IConfigurationSection section,
        List<SettingProblem> problems
    )
    {
        var text = section.Value?.Trim();
        if (property.PropertyType == typeof(string[]))
        {
            property.SetValue(target, List(section, text));
        }
        else if (string.IsNullOrEmpty(text))
        {
            return;
        }
        else if (property.PropertyType == typeof(string))
        {
            property.SetValue(target, text);
        }
        else if (property.PropertyType == typeof(bool))
        {
            if (bool.TryParse(text, out var flag))
            {
                property.SetValue(target, flag);
            }
            else
            {
                problems.Add(new SettingProblem(section.Path, "NotTrueOrFalse", text));
            }
        }
        else if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            property.SetValue(target, number);
        }
        else
        {
            problems.Add(new SettingProblem(section.Path, "NotWholeNumber", text));
        }
    }

    /// <summary>A list stands as an array, or in one value with spaces or commas, which an environment variable writes more easily.</summary>
    private static string[] List(IConfigurationSection section, string? text) =>
        text is null
            ? [.. section.GetChildren().Select(item => item.Value?.Trim() ?? "")]
            : text.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static PropertyInfo[] Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
