using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>What a list of subjects is narrowed to; null means any. Only codes: they may stand in an address.</summary>
/// <param name="State">The record's state.</param>
/// <param name="UserType">The user type. Policy 5.</param>
/// <param name="Consent">The state of the consent of registration. Policy 4.4.</param>
/// <param name="PolicyVersion">The version consented under. Policy 10.</param>
public sealed record SubjectFilters(
    SubjectState? State = null,
    UserType? UserType = null,
    ConsentState? Consent = null,
    string? PolicyVersion = null)
{
    /// <summary>Everything.</summary>
    public static readonly SubjectFilters None = new();

    /// <summary>Whether nothing is left out.</summary>
    public bool IsEmpty => this == None;

    /// <summary>The facets of the search index.</summary>
    internal IReadOnlyList<string> Facets =>
        [.. new[]
        {
            State is { } state ? SearchDocuments.State(state) : null,
            UserType is { } type ? SearchDocuments.UserType(type.Code()) : null,
            Consent is { } consent ? SearchDocuments.Consent(consent) : null,
            PolicyVersion is { } version ? SearchDocuments.Policy(version) : null,
        }.OfType<string>()];

    /// <summary>Whether a row, as it stands now, is one of them. What only the sealed profile knows is asked with <see cref="Meets(Profile)"/>.</summary>
    internal bool Meets(SubjectRow row) =>
        (State is null || row.State == State)
        && (Consent is null || row.ConsentState == Consent)
        && (PolicyVersion is null || string.Equals(row.PolicyVersion, PolicyVersion, StringComparison.Ordinal));

    /// <summary>Whether a profile is one of them.</summary>
    internal bool Meets(Profile profile) =>
        UserType is null || string.Equals(profile[FieldCode.UserType], UserType.Value.Code(), StringComparison.Ordinal);
}
