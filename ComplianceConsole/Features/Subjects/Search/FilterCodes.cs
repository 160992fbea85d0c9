using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>How filters stand in an address: <c>?state=blocked&amp;type=it-company</c>. Unknown codes are no filter.</summary>
internal static class FilterCodes
{
    /// <summary>The code of a state.</summary>
    public static string Code(this SubjectState state) =>
        state switch
        {
            SubjectState.Active => "active",
            SubjectState.Blocked => "blocked",
            SubjectState.ReleasedForDestruction => "released",
            SubjectState.Depersonalised => "depersonalised",
            SubjectState.Destroyed => "destroyed",
        };

    /// <summary>The code of a consent state.</summary>
    public static string Code(this ConsentState state) =>
        state switch
        {
            ConsentState.None => "none",
            ConsentState.Given => "given",
            ConsentState.Withdrawn => "withdrawn",
            ConsentState.Expired => "expired",
        };

    /// <summary>The filters of an address.</summary>
    public static SubjectFilters Read(string? state, string? type, string? consent, string? policy) =>
        new(
            Find<SubjectState>(state, Code),
            UserTypeCodes.TryParse(type, out var userType) ? userType : null,
            Find<ConsentState>(consent, Code),
            string.IsNullOrEmpty(policy) ? null : policy);

    private static T? Find<T>(string? code, Func<T, string> codeOf)
        where T : struct, Enum =>
        Enum.GetValues<T>()
            .Select(value => (T?)value)
            .FirstOrDefault(value => string.Equals(codeOf(value!.Value), code, StringComparison.Ordinal));
}
