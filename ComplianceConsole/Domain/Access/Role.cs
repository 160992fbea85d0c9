namespace ComplianceConsole.Domain.Access;

/// <summary>Who works at the console. A person may hold several roles; rights add up.</summary>
[Flags]
public enum Role
{
    None = 0,

    /// <summary>The data-protection officer. Policy 7.1.</summary>
    ResponsiblePerson = 1,

    /// <summary>Registers what comes in, searches, blocks.</summary>
    Staff = 2,

    /// <summary>Reads figures and approved reports, never profiles.</summary>
    Manager = 4,

    /// <summary>Reads registers and the ledger with values closed.</summary>
    Auditor = 8,

    /// <summary>Settings and calendars, no personal data.</summary>
    Administrator = 16,
}

/// <summary>The short names of roles used in claims, settings and the ledger.</summary>
public static class RoleCodes
{
    private static readonly (Role Role, string Code)[] Codes =
    [
        (Role.ResponsiblePerson, "dpo"),
        (Role.Staff, "staff"),
        (Role.Manager, "manager"),
        (Role.Auditor, "auditor"),
        (Role.Administrator, "admin"),
    ];

    /// <summary>Every single role, in the order of the policy's table.</summary>
    public static IEnumerable<Role> All => Codes.Select(pair => pair.Role);

    /// <summary>The code of each role held, comma separated and in a fixed order; empty for none.</summary>
    public static string Format(Role roles) =>
        string.Join(',', Codes.Where(pair => roles.HasFlag(pair.Role)).Select(pair => pair.Code));

    /// <summary>The role of one code, or <see cref="Role.None"/> for an unknown code.</summary>
    public static Role Parse(string code) =>
        Codes.FirstOrDefault(pair => string.Equals(pair.Code, code, StringComparison.Ordinal)).Role;
}
