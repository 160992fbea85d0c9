using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Intake.Files;

/// <summary>The columns of an export of registered users. A file must have all of them; their values may be empty where a field is not required.</summary>
public static class ImportColumns
{
    public const string RegisteredAt = "registered_at";
    public const string PolicyVersion = "policy_version";
    public const string Newsletter = "newsletter";

    /// <summary>A column whose values are never read: no password comes in here. Policy 5.</summary>
    public const string Password = "password";

    /// <summary>The columns that are fields of the profile, in the order of clause 5.</summary>
    public static readonly IReadOnlyList<string> Fields = [.. FieldCode.All.Where(code => code is not FieldCode.PasswordSet)];

    /// <summary>Every column, the fields first.</summary>
    public static readonly IReadOnlyList<string> All = [.. Fields, RegisteredAt, PolicyVersion, Newsletter];

    private static readonly Dictionary<string, int> s_places =
        All.Select((name, place) => KeyValuePair.Create(name, place)).ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The place of a column in <see cref="All"/>, or -1 for a name that is none of them. Case and outer spaces do not matter.</summary>
    public static int PlaceOf(string name) => s_places.GetValueOrDefault(name.Trim(), -1);

    /// <summary>Whether a column is the password's.</summary>
    public static bool IsPassword(string name) => string.Equals(name.Trim(), Password, StringComparison.OrdinalIgnoreCase);
}
