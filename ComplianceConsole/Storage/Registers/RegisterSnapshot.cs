using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Storage.Registers;

/// <summary>A policy version without its text. Policy 10.2.</summary>
/// <param name="Code">Its name: <c>2025-03</c>.</param>
/// <param name="PostedAt">In force from this moment on.</param>
public sealed record PolicyVersion(string Code, Instant PostedAt);

/// <summary>A purpose with the ground it rests on. Policy 3.1, 3.2.</summary>
public sealed record Purpose(string Code, LocalText Title, string Ground);

/// <summary>A field with the purposes that need it; without one it is excess. Policy 5, 6.1.</summary>
public sealed record Field(string Code, IReadOnlyList<string> Purposes, LocalText Period);

/// <summary>The organisation's registers at one moment. Immutable, and without personal data of subjects.</summary>
/// <param name="Organisation">Null before the set-up.</param>
/// <param name="Appointment">Who is responsible today; null before the set-up. Policy 7.1.</param>
/// <param name="Grounds">Titles by code, in order. Policy 3.1.</param>
/// <param name="Purposes">In order. Policy 3.2.</param>
/// <param name="Fields">In the order of clause 5.</param>
/// <param name="PolicyVersions">Oldest first.</param>
/// <param name="Calendar">The working calendar, as the administrator keeps it.</param>
public sealed record RegisterSnapshot(
    OrganisationRow? Organisation,
    AppointmentRow? Appointment,
    IReadOnlyDictionary<string, LocalText> Grounds,
    IReadOnlyList<Purpose> Purposes,
    IReadOnlyList<Field> Fields,
    IReadOnlyList<PolicyVersion> PolicyVersions,
    WorkingCalendar Calendar)
{
    /// <summary>The terms of duties by versions of the policy. Policy 9, 10.</summary>
    public DutyBook Duties { get; init; } = DutyBook.Empty;

    /// <summary>The purpose of a code, or null.</summary>
    public Purpose? PurposeOf(string code) =>
        Purposes.FirstOrDefault(purpose => string.Equals(purpose.Code, code, StringComparison.Ordinal));

    /// <summary>The register's entry of a field, or null where it has none.</summary>
    public Field? FieldOf(string code) =>
        Fields.FirstOrDefault(field => string.Equals(field.Code, code, StringComparison.Ordinal));

    /// <summary>Whether a policy version of this code was posted.</summary>
    public bool HasPolicyVersion(string code) =>
        PolicyVersions.Any(version => string.Equals(version.Code, code, StringComparison.Ordinal));
}
