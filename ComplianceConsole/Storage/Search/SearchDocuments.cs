using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Search;

/// <summary>What a subject is found by: names and organisation by words, and the properties one filters by.</summary>
public static class SearchDocuments
{
    /// <summary>The document of a subject.</summary>
    public static SearchDocument Of(SubjectRow row, Profile profile) =>
        new(
            row.Id,
            [profile[FieldCode.LastName], profile[FieldCode.FirstName], profile[FieldCode.Organization]],
            [.. Facets(row, profile)]);

    /// <summary>The facet of a state.</summary>
    public static string State(SubjectState state) => $"state:{(int)state}";

    /// <summary>The facet of a consent state. Policy 4.4.</summary>
    public static string Consent(ConsentState state) => $"consent:{(int)state}";

    /// <summary>The facet of a policy version. Policy 10.</summary>
    public static string Policy(string version) => "policy:" + version;

    /// <summary>The facet of a user type's code. Policy 5.</summary>
    public static string UserType(string code) => "type:" + code;

    private static IEnumerable<string> Facets(SubjectRow row, Profile profile)
    {
        yield return State(row.State);
        yield return Consent(row.ConsentState);
        yield return Policy(row.PolicyVersion);
        if (profile[FieldCode.UserType] is { } type)
        {
            yield return UserType(type);
        }
    }
}
