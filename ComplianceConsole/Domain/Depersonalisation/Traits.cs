using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;

namespace ComplianceConsole.Domain.Depersonalisation;

/// <summary>
/// What a depersonalised record still says: a city for an address, a year for a day, a group for an activity, the user type. A trait that is null
/// is not told. Policy 2.1(11), 3.2.6.
/// </summary>
/// <param name="City">The city of the legal address.</param>
/// <param name="Year">The year of registration, in Almaty.</param>
/// <param name="Activity">The group of the activity.</param>
/// <param name="Type">The user type.</param>
public readonly record struct Traits(City? City, int? Year, ActivityGroup? Activity, UserType? Type)
{
    /// <summary>Nothing told but that there was a record.</summary>
    public static readonly Traits Suppressed = default;

    /// <summary>Whether nothing is told.</summary>
    public bool IsSuppressed => this == Suppressed;

    /// <summary>Whether all four are told.</summary>
    public bool IsWhole => City is not null && Year is not null && Activity is not null && Type is not null;

    /// <summary>Generalises a record as far as it always is; what else has to go is decided for a whole group by <see cref="Anonymity"/>.</summary>
    /// <param name="profile">The record.</param>
    /// <returns>All four, save the user type where none is held and the year where nothing is.</returns>
    public static Traits Of(Profile profile) =>
        new(
            Cities.Of(profile[FieldCode.LegalAddress]),
            profile.Fields.Any() ? profile.Fields.Min(field => AlmatyZone.DayOf(field.Value.ChangedAt).Year) : null,
            ActivityGroups.Of(profile[FieldCode.Activity]),
            UserTypeCodes.TryParse(profile[FieldCode.UserType], out var type) ? type : null);
}
