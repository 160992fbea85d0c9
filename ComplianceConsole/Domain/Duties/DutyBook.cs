using System.Collections.Immutable;
using NodaTime;

namespace ComplianceConsole.Domain.Duties;

/// <summary>What one version of the policy says of every duty. Policy 10.</summary>
/// <param name="Version">The version's code: <c>2025-03</c>.</param>
/// <param name="PostedAt">In force from this moment on.</param>
/// <param name="Catalogue">Its rules.</param>
public sealed record PolicyDuties(string Version, Instant PostedAt, DutyCatalogue Catalogue);

/// <summary>
/// The rules of duties by the versions of the policy. A clock runs under the version that was in force when it was set going; a later
/// version does not move it. Policy 10. Immutable.
/// </summary>
public sealed class DutyBook
{
    /// <summary>A book of these versions.</summary>
    public DutyBook(IEnumerable<PolicyDuties> versions) => Versions = [.. versions.OrderBy(version => version.PostedAt)];

    /// <summary>A book without a version: the template's own rules hold.</summary>
    public static DutyBook Empty { get; } = new([]);

    /// <summary>The versions, oldest first.</summary>
    public ImmutableArray<PolicyDuties> Versions { get; }

    /// <summary>The version in force at a moment; null before the first was posted.</summary>
    public PolicyDuties? At(Instant moment) => Versions.LastOrDefault(version => version.PostedAt <= moment);

    /// <summary>The rules in force at a moment; those of the template before the first version.</summary>
    public DutyCatalogue CatalogueAt(Instant moment) => At(moment)?.Catalogue ?? DutyCatalogue.OfThePolicy;
}
