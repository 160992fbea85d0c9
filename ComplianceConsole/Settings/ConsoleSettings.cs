using System.Reflection;

namespace ComplianceConsole.Settings;

/// <summary>Every setting of the console, read and checked. A property is a section; a section's property is a setting.</summary>
public sealed class ConsoleSettings
{
    /// <summary>Where the stores lie.</summary>
    public DataSettings Data { get; set; } = new();

    /// <summary>Where the keyring and its root key are kept a second time.</summary>
    public KeyringSettings Keyring { get; set; } = new();

    /// <summary>The demonstration.</summary>
    public DemoSettings Demo { get; set; } = new();

    /// <summary>Sign-in.</summary>
    public AuthenticationSettings Authentication { get; set; } = new();

    /// <summary>How the site is reached.</summary>
    public SiteSettings Site { get; set; } = new();

    /// <summary>How e-mails go out.</summary>
    public MailSettings Mail { get; set; } = new();

    /// <summary>What the console does by itself.</summary>
    public JobsSettings Jobs { get; set; } = new();

    /// <summary>How data is destroyed.</summary>
    public DestructionSettings Destruction { get; set; } = new();

    /// <summary>The full names of all settings, such as <c>Data:Directory</c>.</summary>
    public static IEnumerable<string> Names() => NamesOf(typeof(ConsoleSettings), "");

    private static IEnumerable<string> NamesOf(Type type, string prefix) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property =>
                SettingsReader.IsGroup(property.PropertyType)
                    ? NamesOf(property.PropertyType, prefix + property.Name + ":")
                    : [prefix + property.Name]
            );
}
