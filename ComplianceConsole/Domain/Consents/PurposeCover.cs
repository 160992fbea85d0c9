using NodaTime;

namespace ComplianceConsole.Domain.Consents;

/// <summary>A purpose of the register with the ground it rests on. Policy 3.1, 3.2.</summary>
/// <param name="Code">The purpose's code.</param>
/// <param name="Ground">The ground's code.</param>
public sealed record PurposeGround(string Code, string Ground)
{
    /// <summary>The ground that lasts as long as the person's consent. Policy 3.1.</summary>
    public const string Consent = "consent";

    /// <summary>The purpose that depersonalised data serves: nobody's record has to be held for it. Policy 3.2.6.</summary>
    public const string OnDepersonalised = "3.2.6";

    /// <summary>Whether it needs the person's consent.</summary>
    public bool NeedsConsent => string.Equals(Ground, Consent, StringComparison.Ordinal);

    /// <summary>Whether a record has to be held for it.</summary>
    public bool HoldsRecord => !string.Equals(Code, OnDepersonalised, StringComparison.Ordinal);
}

/// <summary>How one purpose is covered for one subject.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Consents">The consents in force for it, whatever ground it rests on.</param>
/// <param name="IsAchieved">Whether it was achieved for this subject. Policy 9.7.</param>
public sealed record CoveredPurpose(PurposeGround Purpose, IReadOnlyList<StandingPurpose> Consents, bool IsAchieved)
{
    /// <summary>Whether data may be used for it now.</summary>
    public bool IsCovered => !IsAchieved && (!Purpose.NeedsConsent || Consents.Count > 0);
}

/// <summary>
/// Which purposes are covered for a subject on a day: those with a consent in force, and those that rest on another ground. A use for any
/// other is refused at the door. Policy 3.1, 3.2, 4.4, 4.5.
/// </summary>
public sealed class PurposeCover
{
    private PurposeCover(IReadOnlyList<CoveredPurpose> purposes) => Purposes = purposes;

    /// <summary>Every purpose of the register, in its order.</summary>
    public IReadOnlyList<CoveredPurpose> Purposes { get; }

    /// <summary>The codes of those that are covered.</summary>
    public IEnumerable<string> Covered => Purposes.Where(purpose => purpose.IsCovered).Select(purpose => purpose.Purpose.Code);

    /// <summary>Whether any purpose is left for which the record has to be held; without one it is destroyed. Policy 9.7.</summary>
    public bool HoldsRecord => Purposes.Any(purpose => purpose.IsCovered && purpose.Purpose.HoldsRecord);

    /// <summary>The cover of a subject.</summary>
    /// <param name="events">The subject's events of consent.</param>
    /// <param name="register">The purposes of the register, in order.</param>
    /// <param name="today">The day, in Almaty.</param>
    public static PurposeCover Of(IEnumerable<ConsentEvent> events, IEnumerable<PurposeGround> register, LocalDate today) =>
        Of(ConsentStanding.Of(events), register, today);

    /// <summary>The cover by what stands.</summary>
    /// <inheritdoc cref="Of(IEnumerable{ConsentEvent}, IEnumerable{PurposeGround}, LocalDate)"/>
    public static PurposeCover Of(ConsentStanding standing, IEnumerable<PurposeGround> register, LocalDate today)
    {
        var inForce = standing.Purposes
            .Where(consent => consent.IsInForceOn(today))
            .ToLookup(consent => consent.Purpose, StringComparer.Ordinal);
        return new PurposeCover(
            [.. register.Select(purpose => new CoveredPurpose(purpose, [.. inForce[purpose.Code]], standing.IsAchieved(purpose.Code)))]);
    }

    /// <summary>Whether data may be used for a purpose; one that the register does not know is covered by nothing.</summary>
    public bool Covers(string purpose) =>
        Purposes.Any(one => one.IsCovered && string.Equals(one.Purpose.Code, purpose, StringComparison.Ordinal));
}
