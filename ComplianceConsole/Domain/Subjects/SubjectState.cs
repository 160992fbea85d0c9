namespace ComplianceConsole.Domain.Subjects;

/// <summary>What may be done with a subject's data today; derived from events, kept beside them for speed.</summary>
public enum SubjectState
{
    Active = 0,

    /// <summary>Processing is stopped. Policy 2.1(7).</summary>
    Blocked = 1,

    /// <summary>Blocked, and released for destruction alone. Policy 9.8.</summary>
    ReleasedForDestruction = 2,

    /// <summary>The tie to the person is cut. Policy 2.1(11).</summary>
    Depersonalised = 3,

    /// <summary>The data cannot be restored. Policy 2.1(10).</summary>
    Destroyed = 4,
}

/// <summary>The user types of the policy. Policy 5.</summary>
public enum UserType
{
    Enterprise = 0,
    ItCompany = 1,
    ResearchInstitute = 2,
}

/// <summary>The codes user types carry in files and filters.</summary>
public static class UserTypeCodes
{
    /// <summary>The code of a user type.</summary>
    public static string Code(this UserType type) =>
        type switch
        {
            UserType.Enterprise => "enterprise",
            UserType.ItCompany => "it-company",
            UserType.ResearchInstitute => "research-institute",
        };

    /// <summary>The user type of a code.</summary>
    public static bool TryParse(string? code, out UserType type)
    {
        foreach (var candidate in Enum.GetValues<UserType>())
        {
            if (string.Equals(candidate.Code(), code, StringComparison.Ordinal))
            {
                type = candidate;
                return true;
            }
        }

        type = default;
        return false;
    }
}
