namespace ComplianceConsole.Domain.Consents;

/// <summary>
/// What a consent says beside its purposes. A null says that nothing is said of it, which is not the same as no. Policy 4.3, Law 8(4).
/// </summary>
/// <param name="Fields">Codes of the fields it lists; null where it lists none.</param>
/// <param name="ThirdParties">Whether data may go to third parties.</param>
/// <param name="CrossBorder">Whether data may leave the country.</param>
/// <param name="PublicSources">Whether data may be shown in sources open to everybody.</param>
/// <param name="Term">Whether a term or what ends it is said.</param>
public sealed record ConsentScope(
    IReadOnlyList<string>? Fields,
    bool? ThirdParties,
    bool? CrossBorder,
    bool? PublicSources,
    bool Term);
